/** News (S3): who finds which, when, in the list, on their page, on the front page and in the feed; who writes them. */
import { parseFeed } from '@rowanmanning/feed-parser'
import sharp from 'sharp'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { NEWS_WORDS } from '../../factories/content-forms.ts'
import { get, post, somebody, text } from '../../factories/groups.ts'
import { draft, pens, run, send, words } from '../../factories/letters.ts'
import { HOSTILE } from '../../factories/scripts.ts'
import { organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request, textWithoutNonce } from '../../setup/site.ts'

useDatabase()

const HOST = 'supmeca.localhost'
const NEW = '/admin/contenus/actualites/nouvelle'
const seats = {} as Record<'manager' | 'member' | 'adherent' | 'company' | 'treasurer', Seat>

beforeAll(async () => {
  const config = tenantFile('supmeca')
  await apply({ ...config, staffRoles: { tresorier: { name: { fr: 't', en: 't' }, may: ['keep-books'], reads: [] } } })
  await apply('ece')
  seats.manager = await staffSeat('supmeca', 'manager')
  seats.treasurer = await staffSeat('supmeca', 'tresorier')
  seats.member = await somebody('supmeca', { paidUp: false })
  seats.adherent = await somebody('supmeca')
  seats.company = await organisationSeat('supmeca', 'company')
})
afterEach(() => setClock(undefined))

const visit = (path: string) => request(HOST, path)
const page = async (path: string) => textWithoutNonce(await visit(path))

/** @returns the desk's address of what was written */
async function write(more: Record<string, string> = {}): Promise<string> {
  const answer = await post(seats.manager, NEW, { ...NEWS_WORDS, intent: 'publish', ...more })
  expect(answer.status).toBe(303)
  return answer.headers.get('Location')!.split('?')[0]!
}

describe('who finds what', () => {
  test('by audience: the list, the page, the front page and the feed say the same', async () => {
    const title = (audience: string) => `Pour ${audience} seulement`
    for (const audience of ['public', 'network', 'paid-up', 'staff']) await write({ title: title(audience), audience })
    const readers: Record<string, [Seat | undefined, string[]]> = {
      visitor: [undefined, ['public']],
      company: [seats.company, ['public']],
      member: [seats.member, ['public', 'network']],
      adherent: [seats.adherent, ['public', 'network', 'paid-up']],
      treasurer: [seats.treasurer, ['public', 'network', 'paid-up', 'staff']],
    }
    for (const [name, [seat, finds]] of Object.entries(readers)) {
      const read = (path: string) => request(HOST, path, seat ? { cookie: seat.cookie } : {})
      const list = await (await read('/actualites')).text()
      for (const audience of ['public', 'network', 'paid-up', 'staff']) {
        const found = finds.includes(audience)
        expect(list.includes(title(audience)), `${name} ${audience}`).toBe(found)
        expect((await read(`/actualites/pour-${audience}-seulement`)).status, name).toBe(found ? 200 : 404)
      }
      expect(list).toContain(`data-total="${finds.length}"`)
      const newest = title(finds.at(-1)!)
      expect(await (await read('/')).text(), name).toContain(newest)
      const feed = await (await read('/actualites.atom')).text()
      expect(feed.match(/Pour [\w-]+ seulement(?=<\/title>)/g), name).toEqual([title('public')])
    }
  })

  test('leak: the copy of a letter tells no title that its reader may not read; who may does (twin)', async () => {
    const id = (await write({ title: 'Entre cotisants', lead: 'Le chapeau', audience: 'paid-up' })).split('/').at(-1)!
    pens.manager = seats.manager
    const form = { ...words('Copie', 2004), paidUp: 'yes', 'b3-kind': 'article', 'b3-news': id }
    const letter = await draft(form)
    expect(await send(letter)).toBe('leaves')
    await run()
    const copy = async (who?: Seat) => (who ? text(who, `/lettres/${letter}`) : page(`/lettres/${letter}`))
    for (const who of [undefined, seats.company, seats.member]) {
      expect(await copy(who)).toContain('À lire')
      expect(await copy(who)).not.toMatch(/Entre cotisants|Le chapeau/)
    }
    expect(await copy(seats.adherent)).toContain('Entre cotisants')
  })

  test('a draft, one to come and one withdrawn are answered as an address that is nobody’s', async () => {
    const desk = await write({ title: 'En préparation', intent: 'save' })
    const here = '/actualites/en-preparation'
    const unknown = await page('/actualites/nulle-part')
    const same = async (path: string) =>
      expect((await page(path)).replaceAll(path, '/actualites/nulle-part')).toBe(unknown)
    await same(here)
    expect((await get(seats.manager, here)).status).toBe(200)
    expect(await text(seats.manager, here)).toContain('Brouillon')
    await post(seats.manager, desk, {
      ...NEWS_WORDS,
      title: 'En préparation',
      at: '2099-01-05T09:00',
      intent: 'publish',
    })
    await same(here)
    expect(await text(seats.manager, '/admin/contenus')).toContain('Programmée')
    setClock(new Date('2099-01-05T07:59:00Z'))
    expect((await visit(here)).status).toBe(404)
    setClock(new Date('2099-01-05T08:00:00Z'))
    expect((await visit(here)).status).toBe(200)
    expect(await page('/actualites')).toContain('En préparation')
    setClock(undefined)
    await post(seats.manager, desk, { intent: 'withdraw' })
    setClock(new Date('2099-01-06T00:00:00Z'))
    expect((await visit(here)).status).toBe(404)
    expect(await (await visit('/actualites.atom')).text()).not.toContain('En préparation')
  })

  test('another association’s news are nowhere', async () => {
    await write({ title: 'De chez nous' })
    expect((await request('ece.localhost', '/actualites/de-chez-nous')).status).toBe(404)
    expect(await (await request('ece.localhost', '/actualites')).text()).toContain('Aucune actualité')
  })

  test('pages of twenty, and a category alone', async () => {
    for (let i = 0; i < 21; i++) await write({ title: `Carrière ${i}`, category: 'carriere' })
    const shown = async (path: string) => (await page(path)).match(/data-news="/g)?.length ?? 0
    expect(await shown('/actualites?categorie=carriere')).toBe(20)
    expect(await shown('/actualites?categorie=carriere&page=2')).toBe(1)
    expect(await page('/actualites?categorie=carriere')).toContain('data-total="21"')
    expect(await page('/actualites?categorie=carriere')).not.toContain('De chez nous')
  })
})

describe('the feed', () => {
  test('is valid Atom for a reader that is not ours, whatever stands in titles and texts', async () => {
    const evil = HOSTILE.slice(0, 6).map((one) => one.replaceAll('\n', ' '))
    for (const [i, one] of evil.entries())
      await write({
        title: `${i} ${one} & <b> é\u0001`.slice(0, 140),
        text: `[lien](/contact) ${one} ]]>`,
        byline: 'A & B',
      })
    const answer = await visit('/actualites.atom')
    expect(answer.headers.get('Content-Type')).toBe('application/atom+xml; charset=utf-8')
    expect(answer.headers.get('Set-Cookie')).toBeNull()
    const xml = await answer.text()
    const feed = parseFeed(xml)
    expect(feed.meta).toEqual({ type: 'atom', version: '1.0' })
    expect(feed.self).toBe('http://supmeca.localhost/actualites.atom')
    expect(feed.items).toHaveLength(20)
    for (const item of feed.items) {
      expect(item.id).toMatch(/^urn:uuid:/)
      expect((await visit(new URL(item.url!).pathname)).status).toBe(200)
      expect(item.published).toBeInstanceOf(Date)
      expect(item.updated! >= item.published!).toBe(true)
    }
    // This reader takes entities apart twice; what a careful one takes for mark-up is looked at here.
    const signs: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' }
    const contents = [...xml.matchAll(/<content type="html">([^<]*)<\/content>/g)].map(([, one]) =>
      one!.replace(/&(lt|gt|quot|amp);/g, (_, sign: string) => signs[sign]!),
    )
    expect(contents).toHaveLength(20)
    for (const one of contents) expect(one).not.toMatch(/<(script|img|svg|iframe|details|style)\b/i)
    const last = feed.items[0]!
    expect(last.title).toContain('& <b> é')
    expect(last.content).toContain('href="http://supmeca.localhost/contact"')
    expect(last.authors.map(({ name }) => name)).toEqual(['A & B'])
  })
})

describe('who writes', () => {
  test('nobody without the task opens the desk, and what they send changes nothing', async () => {
    const desk = await write({ title: 'Intouchable' })
    for (const seat of [seats.member, seats.adherent, seats.company, seats.treasurer]) {
      for (const path of ['/admin/contenus', NEW, desk]) expect((await get(seat, path)).status, path).toBe(403)
      expect((await post(seat, desk, { ...NEWS_WORDS, title: 'Volé', intent: 'publish' })).status).toBe(403)
      expect((await post(seat, desk, { intent: 'withdraw' })).status).toBe(403)
    }
    expect((await visit('/admin/contenus')).status).toBe(302)
    expect((await visit('/actualites/intouchable')).status).toBe(200)
  })

  test('what is refused is kept as typed, with its reason; nothing is written', async () => {
    const answer = await post(seats.manager, NEW, {
      ...NEWS_WORDS,
      title: '',
      text: 'Gardé',
      audience: 'x',
      at: 'demain',
      intent: 'publish',
    })
    expect(answer.status).toBe(422)
    const body = await answer.text()
    for (const said of ['Gardé', 'Saisissez un titre', 'Choisissez pour qui', 'Saisissez une date'])
      expect(body).toContain(said)
  })

  test('a preview and the buttons without scripts show, keep nothing, and may be asked for again', async () => {
    const form = {
      ...NEWS_WORDS,
      title: 'Rien qu’un essai',
      text: 'Un **essai**',
      'form-key': '018f0000-0000-7000-b000-00000000aaaa',
    }
    for (let times = 0; times < 2; times++) {
      const shown = await post(seats.manager, NEW, { ...form, intent: 'preview' })
      expect(shown.status).toBe(200)
      expect(await shown.text()).toContain('<strong>essai</strong>')
    }
    const marked = await (await post(seats.manager, NEW, { ...form, intent: 'mark-heading' })).text()
    expect(marked).toContain('Un **essai**\n\n## votre texte')
    expect(await text(seats.manager, '/admin/contenus')).not.toContain('Rien qu’un essai')
  })

  test('the address follows a draft’s title and stays once published; namesakes have their own', async () => {
    const desk = await write({ title: 'Nom premier', intent: 'save' })
    await post(seats.manager, desk, { ...NEWS_WORDS, title: 'Nom second', intent: 'publish' })
    expect((await visit('/actualites/nom-second')).status).toBe(200)
    await post(seats.manager, desk, { ...NEWS_WORDS, title: 'Nom troisième', intent: 'save' })
    expect(await page('/actualites/nom-second')).toContain('Nom troisième')
    await write({ title: 'Nom second' })
    expect((await visit('/actualites/nom-second-2')).status).toBe(200)
  })

  test('publishing, withdrawing and deleting are in the log', async () => {
    const desk = await write({ title: 'Au journal' })
    expect((await post(seats.manager, desk, { intent: 'remove' })).headers.get('Location')).toBe(desk)
    await post(seats.manager, desk, { intent: 'withdraw' })
    await post(seats.manager, desk, { intent: 'remove' })
    expect((await get(seats.manager, desk)).status).toBe(404)
    const rows = await inside('supmeca', (query, { id }) =>
      query<{ action: string }>(sql`SELECT "action" FROM "audit_event" WHERE "tenantId" = ${id}
        AND "subjectId" = ${desk.split('/').at(-1)} ORDER BY "at", "id"`),
    )
    expect(rows.map(({ action }) => action)).toEqual(['news.published', 'news.withdrawn', 'news.removed'])
  })
})

describe('pictures', () => {
  const send = (desk: string, bytes: Buffer, alt = 'Une salle pleine') => {
    const form = new FormData()
    form.set('picture', new File([new Uint8Array(bytes)], 'a.png', { type: 'image/png' }))
    form.set('alt', alt)
    return request(HOST, desk, { cookie: seats.manager.cookie, form })
  }
  const photo = () =>
    sharp({ create: { width: 2000, height: 1000, channels: 3, background: '#345' } })
      .jpeg()
      .withExif({ IFD0: { Copyright: 'zqsecret' } })
      .toBuffer()

  test('drawn anew, described, and shown to who reads the news alone', async () => {
    const desk = await write({ title: 'Avec image', audience: 'network' })
    expect((await send(desk, await photo())).status).toBe(303)
    const here = '/actualites/avec-image/image'
    const answer = await get(seats.member, here)
    expect(answer.headers.get('Content-Type')).toBe('image/jpeg')
    expect(answer.headers.get('Cache-Control')).toContain('private')
    const bytes = Buffer.from(await answer.arrayBuffer())
    const { width, height, exif } = await sharp(bytes).metadata()
    expect([width, height, exif]).toEqual([1400, 700, undefined])
    expect(bytes.includes('zqsecret')).toBe(false)
    expect(await text(seats.member, '/actualites/avec-image')).toContain('alt="Une salle pleine"')
    expect((await visit(here)).status).toBe(404)
    expect((await get(seats.company, here)).status).toBe(404)
    const gone = new FormData()
    gone.set('alt', 'x')
    gone.set('intent', 'remove-picture')
    await request(HOST, desk, { cookie: seats.manager.cookie, form: gone })
    expect((await get(seats.member, here)).status).toBe(404)
  })

  test('what is no picture, or says nothing to who does not see it, is refused', async () => {
    const desk = await write({ title: 'Sans image' })
    expect((await send(desk, Buffer.from('<svg onload="alert(1)"/>'))).status).toBe(422)
    expect((await send(desk, await photo(), ' ')).status).toBe(422)
    expect((await visit('/actualites/sans-image/image')).status).toBe(404)
  })
})
