/** Pages, legal pages and the contact form (S3, E7, B25): who finds what, versions, addresses that move. */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { CONTACT_LIMITS } from '#app/domain/content/contact.server.ts'
import { lineDiff } from '#app/domain/content/line-diff.ts'
import { PAGE_WORDS } from '../../factories/content-forms.ts'
import { get, post, somebody, text } from '../../factories/groups.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'
import { request, textWithoutNonce } from '../../setup/site.ts'

useDatabase()
const mails = useMails()

const HOST = 'supmeca.localhost'
const NEW = '/admin/contenus/pages/nouvelle'
let manager: Seat
let member: Seat

beforeAll(async () => {
  const supmeca = tenantFile('supmeca')
  await apply(supmeca, 'isep', 'sepro', { ...supmeca, slug: 'inondee' })
  manager = await staffSeat('supmeca', 'manager')
  member = await somebody('supmeca', { paidUp: false })
})

const visit = (path: string, host = HOST) => request(host, path)
const page = async (path: string) => textWithoutNonce(await visit(path))

async function write(more: Record<string, string> = {}): Promise<string> {
  const answer = await post(manager, NEW, { ...PAGE_WORDS, intent: 'publish', ...more })
  expect(answer.status).toBe(303)
  return answer.headers.get('Location')!.split('?')[0]!
}

describe('pages', () => {
  test('a draft and one for others are answered as an address that is nobody’s; the list says the same', async () => {
    await write({ title: 'Ouverte', slug: 'ouverte' })
    await write({ title: 'Du réseau', slug: 'du-reseau', audience: 'network' })
    await write({ title: 'En cours', slug: 'en-cours', intent: 'save' })
    const unknown = await page('/pages/nulle-part')
    for (const slug of ['du-reseau', 'en-cours']) {
      expect((await visit(`/pages/${slug}`)).status).toBe(404)
      expect((await page(`/pages/${slug}`)).replaceAll(`/pages/${slug}`, '/pages/nulle-part')).toBe(unknown)
    }
    expect((await get(member, '/pages/du-reseau')).status).toBe(200)
    expect((await get(member, '/pages/en-cours')).status).toBe(404)
    expect(await text(manager, '/pages/en-cours')).toContain('Brouillon')
    const [open, own] = [await page('/pages'), await text(member, '/pages')]
    expect([open.includes('Ouverte'), open.includes('Du réseau'), open.includes('En cours')]).toEqual([
      true,
      false,
      false,
    ])
    expect([own.includes('Ouverte'), own.includes('Du réseau'), own.includes('En cours')]).toEqual([true, true, false])
    expect((await visit('/pages/ouverte', 'isep.localhost')).status).toBe(404)
  })

  test('a saved version changes nothing on the site until it is published; an earlier one comes back whole', async () => {
    const desk = await write({ title: 'Règlement', slug: 'reglement', text: 'Un.\nDeux.' })
    const form = { ...PAGE_WORDS, title: 'Règlement', slug: 'reglement' }
    await post(manager, desk, { ...form, text: 'Un.\nTrois.', intent: 'save' })
    expect(await page('/pages/reglement')).toContain('Deux.')
    expect(await text(manager, '/admin/contenus/pages')).toContain('Modifications non publiées')
    await post(manager, desk, { ...form, text: 'Un.\nTrois.', intent: 'publish' })
    expect(await page('/pages/reglement')).toContain('Trois.')
    const versions = await text(manager, `${desk}/versions`)
    const changed = (kind: string) => versions.split(`data-change="${kind}"`)[1]?.split('</li>')[0]
    expect(changed('removed')).toContain('Deux.')
    expect(changed('added')).toContain('Trois.')
    await post(manager, `${desk}/versions`, { version: '1' })
    expect(await page('/pages/reglement')).toContain('Deux.')
    expect(await text(manager, `${desk}/versions`)).toContain('Version 3')
    expect((await post(manager, `${desk}/versions`, { version: '99' })).status).toBe(404)
    expect((await post(member, `${desk}/versions`, { version: '2' })).status).toBe(403)
  })

  test('an address that changes leads on, to who may read the page; another page cannot take it', async () => {
    const desk = await write({ title: 'Équipe', slug: 'equipe' })
    const move = (slug: string, more: Record<string, string> = {}) =>
      post(manager, desk, { ...PAGE_WORDS, title: 'Équipe', slug, intent: 'publish', ...more })
    await move('bureau')
    await move('conseil')
    for (const old of ['equipe', 'bureau']) {
      const answer = await visit(`/pages/${old}`)
      expect([answer.status, answer.headers.get('Location')]).toEqual([301, '/pages/conseil'])
    }
    const taken = await post(manager, NEW, { ...PAGE_WORDS, title: 'Autre', slug: 'equipe', intent: 'save' })
    expect(taken.status).toBe(422)
    expect(await taken.text()).toContain('Une autre page a ou a eu cette adresse')
    await move('conseil', { audience: 'network' })
    expect((await visit('/pages/equipe')).status).toBe(404)
    // Back at its first address, it is there, and no former address leads in a circle.
    await move('equipe', { audience: 'public' })
    expect((await visit('/pages/equipe')).status).toBe(200)
    expect((await visit('/pages/bureau')).headers.get('Location')).toBe('/pages/equipe')
  })

  test('withdrawn, it is gone at once; removed, so are its versions', async () => {
    const desk = await write({ title: 'Passagère', slug: 'passagere' })
    await post(manager, desk, { intent: 'withdraw' })
    expect((await visit('/pages/passagere')).status).toBe(404)
    await post(manager, desk, { intent: 'remove' })
    expect((await get(manager, desk)).status).toBe(404)
    const left = await inside('supmeca', (query, { id }) =>
      query(sql`SELECT 1 FROM "site_page_version" WHERE "tenantId" = ${id} AND "pageId" = ${desk.split('/').at(-1)}`),
    )
    expect(left).toEqual([])
  })

  test('what changed is told line by line', () => {
    expect(lineDiff('a\nb\nc', 'a\nx\nc').map(({ kind, text: words }) => `${kind} ${words}`)).toEqual([
      'same a',
      'removed b',
      'added x',
      'same c',
    ])
  })
})

describe('legal pages', () => {
  test('say what the association’s file says, and are linked from every page with Contact', async () => {
    const { seller } = tenantFile('supmeca')
    const notice = await page('/mentions-legales')
    for (const said of [seller!.legalName, seller!.siren!, seller!.address.city]) expect(notice).toContain(said)
    expect((await visit('/conditions-de-vente')).status).toBe(200)
    expect(await page('/accessibilite')).toContain('WCAG 2.2')
    const front = await page('/')
    for (const path of ['/mentions-legales', '/conditions-de-vente', '/accessibilite', '/contact', '/pages'])
      expect(front).toContain(`href="${path}"`)
  })

  test('who sells nothing has no terms of sale', async () => {
    await apply({ ...tenantFile('sepro'), slug: 'gratuite', tiers: [], shop: [], recruiters: undefined } as never)
    expect((await visit('/conditions-de-vente', 'gratuite.localhost')).status).toBe(404)
    expect(await (await visit('/', 'gratuite.localhost')).text()).not.toContain('/conditions-de-vente')
    expect((await visit('/mentions-legales', 'gratuite.localhost')).status).toBe(200)
  })
})

describe('B25: the contact form', () => {
  const FORM = { name: 'Ada Visite', email: 'ada@exemple.fr', text: 'Bonjour,\n\nune question.', website: '' }
  const send = (more: Record<string, string> = {}, slug = 'supmeca') =>
    request(`${slug}.localhost`, '/contact', { form: { ...FORM, ...more } })
  const kept = (slug = 'supmeca') =>
    inside(slug, (query, { id }) =>
      query<{ name: string }>(sql`SELECT "name" FROM "contact_message" WHERE "tenantId" = ${id} ORDER BY "at", "id"`),
    )

  test('reaches the association, answers go to the visitor, and the typed address gets nothing', async () => {
    const answer = await send()
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/contact?envoye=1'])
    const sent = await mails.send('supmeca')
    expect(sent.flatMap(({ to }) => to)).toEqual([tenantFile('supmeca').contactEmail])
    expect([sent[0]!.replyTo].flat()).toEqual(['ada@exemple.fr'])
    expect(JSON.stringify(sent[0]!.from)).not.toContain('ada@exemple.fr')
    expect(sent[0]!.text).toContain('une question.')
    expect(await text(manager, '/admin/contenus/messages')).toContain('Ada Visite')
    expect((await get(member, '/admin/contenus/messages')).status).toBe(403)
  })

  test('a robot that fills the hidden field reads the same thanks, and its message is not kept', async () => {
    const before = await kept()
    const [trapped, honest] = [
      await send({ website: 'https://spam.example' }),
      await send({ email: 'autre@exemple.fr' }),
    ]
    expect([trapped.status, trapped.headers.get('Location')]).toEqual([honest.status, honest.headers.get('Location')])
    expect(await kept()).toHaveLength(before.length + 1)
  })

  test('what is missing is said beside its field, everything typed is kept', async () => {
    const answer = await send({ email: 'ada@', text: '' })
    expect(answer.status).toBe(422)
    const body = await answer.text()
    for (const said of ['Ada Visite', 'Saisissez une adresse e-mail', 'Saisissez un message'])
      expect(body).toContain(said)
    const header = await send({ name: 'Ada\r\nBcc: tous@exemple.fr' })
    expect(header.status).toBe(422)
  })

  test('too many from one network or altogether wait; what came before is kept', async () => {
    const from = (client: string, more: Record<string, string> = {}) =>
      request('inondee.localhost', '/contact', { form: { ...FORM, ...more }, headers: { 'x-client-address': client } })
    for (let i = 0; i < CONTACT_LIMITS.network; i++)
      expect((await from('10.9.9.9', { email: `n${i}@exemple.fr` })).status).toBe(303)
    const over = await from('10.9.9.8', { email: 'nouveau@exemple.fr' })
    expect(over.status).toBe(429)
    expect(Number(over.headers.get('Retry-After'))).toBeGreaterThan(0)
    for (let i = CONTACT_LIMITS.network; i < CONTACT_LIMITS.all; i++)
      expect((await from(`10.0.${i}.1`)).status).toBe(303)
    expect((await from('10.8.8.8')).status).toBe(429)
    expect(await kept('inondee')).toHaveLength(CONTACT_LIMITS.all)
  })
})

describe('S3: the words of the site, as the association’s file orders them', () => {
  const part = (body: string, begin: string) => {
    const from = body.indexOf(begin)
    return from < 0
      ? []
      : [...body.slice(from, body.indexOf('</nav>', from)).matchAll(/href="([^"]+)"/g)].map(([, to]) => to)
  }

  test('a page stands under the word of its section as soon as it is out, for whom it is; tabs lead to its neighbours', async () => {
    await write({ title: 'Bourses et entraide', slug: 'bourses', section: 'services' })
    await write({ title: 'Prêt d’honneur', slug: 'pret', section: 'services', audience: 'network' })
    const [open, own] = [await page('/rubriques/services'), await text(member, '/rubriques/services')]
    expect([open.includes('/pages/bourses'), open.includes('/pages/pret')]).toEqual([true, false])
    expect([own.includes('/pages/bourses'), own.includes('/pages/pret')]).toEqual([true, true])
    expect(part(open, 'class="main-nav"')).toEqual(['/actualites', '/rubriques/services', '/rubriques/association'])
    expect(part(own, 'class="main-nav"')).toEqual([
      ...['/', '/actualites', '/annuaire', '/offres', '/rubriques/services', '/rubriques/association'],
    ])
    expect(part(await text(member, '/groupes'), 'class="sibling-pages')).toEqual([
      ...[
        '/annuaire',
        '/ma-promo',
        '/annuaire/carte',
        '/mentorat',
        '/entreprises',
        '/groupes',
        '/rubriques/communaute',
      ],
    ])
    // On a phone the bar keeps single places.
    expect(part(own, 'class="bottom-bar')).toEqual(['/', '/annuaire', '/evenements', '/messagerie', '/plus'])
    const more = await text(member, '/plus')
    for (const to of ['/actualites', '/groupes', '/rubriques/services']) expect(more).toContain(`href="${to}"`)
    // Sections stand on the page of all of them in the same order.
    const sections = [...(await page('/pages')).matchAll(/<section id="(\w+)"/g)].map(([, id]) => id)
    expect(sections.indexOf('services')).toBeLessThan(sections.indexOf('association'))
    expect((await visit('/rubriques/nulle-part')).status).toBe(404)
    expect(part(await (await visit('/pages', 'isep.localhost')).text(), 'class="main-nav"')).not.toContain(
      '/rubriques/association',
    )
  })
})
