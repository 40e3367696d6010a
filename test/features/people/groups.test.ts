/**
 * Groups (S14, S15, I14, I15, E7): who is in them, by address or by their own step, what is written there and who finds
 * it, who runs them and who reads first.
 */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { updatePeople } from '#app/domain/people/write-people.server.ts'
import { get, post, type Somebody, somebody, text, write } from '../../factories/groups.ts'
import { organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

beforeAll(async () => {
  const before = {
    ...tenantFile('ece'),
    posts: { audiences: ['group' as const, 'network' as const], moderation: 'before' as const, mails: 'none' as const },
  }
  await apply('supmeca', 'insa', 'insa-lyon', 'isep', before)
})
beforeEach(() => setClock(undefined))

describe('one’s own place', () => {
  test('joined, muted, left: the page says so each time, and a step that is over changes nothing', async () => {
    const who = await somebody('supmeca')
    const here = '/groupes/afterwork'
    expect((await post(who, here, { intent: 'join' })).headers.get('Location')).toBe(`${here}?fait=join`)
    expect((await post(who, here, { intent: 'join' })).headers.get('Location')).toBe(here)
    expect(await text(who, here)).toContain('value="leave"')
    expect((await post(who, here, { intent: 'mute' })).headers.get('Location')).toBe(`${here}?fait=mute`)
    expect(await text(who, '/groupes')).toContain('En sourdine')
    expect((await post(who, here, { intent: 'leave' })).headers.get('Location')).toBe(`${here}?fait=leave`)
    expect(await text(who, here)).toContain('value="join"')
  })

  test('the staff’s own groups are joined by nobody', async () => {
    const who = await somebody('supmeca')
    expect((await post(who, '/groupes/diplomes', { intent: 'join' })).headers.get('Location')).toBe('/groupes/diplomes')
    expect(await text(who, '/groupes/diplomes')).not.toContain('value="join"')
  })

  test('who may not take part finds nothing of it: companies, schools, unpaid members of ISEP, visitors', async () => {
    const unpaid = await somebody('isep', { paidUp: false })
    for (const path of ['/groupes', '/groupes/proposer'])
      expect((await get(unpaid, path, 'isep')).status, path).toBe(403)
    const company = await organisationSeat('supmeca', 'company')
    expect((await get(company, '/groupes')).status).toBe(403)
    expect((await request('supmeca.localhost', '/groupes')).status).toBe(302)
  })
})

describe('A17: a group by address is a function of the address', () => {
  const home = (homePostcode: string | null, homeCountry: string | null = 'FR') => ({ homePostcode, homeCountry })
  const move = (who: Somebody, changes: object) =>
    inside('insa-lyon', (query, scope) =>
      updatePeople(query, scope, [{ personId: who.id, changes }], { from: 'person', now: new Date() }),
    )
  const mine = async (who: Somebody) =>
    [...(await text(who, '/groupes', 'insa-lyon')).matchAll(/data-group="([\w-]+)"/g)].map(([, slug]) => slug!)[0]

  test('moved with it at the next request, and cannot be left', async () => {
    const who = await somebody('insa-lyon', { values: home('69003') })
    expect(await mine(who)).toBe('auvergne-rhone-alpes')
    expect(await text(who, '/groupes/auvergne-rhone-alpes', 'insa-lyon')).not.toContain('value="leave"')
    await move(who, home('35000'))
    expect(await mine(who)).toBe('bretagne')
    await move(who, home(null, 'CH'))
    expect(await mine(who)).toBe('suisse')
    await move(who, home(null, 'JP'))
    expect(await mine(who)).toBe('ailleurs')
  })

  test('without an address one is in none; muted, one stays in it', async () => {
    const nowhere = await somebody('insa-lyon', { values: home(null, null) })
    expect(await text(nowhere, '/groupes', 'insa-lyon')).toContain('Tu n’es dans aucun groupe')
    const who = await somebody('insa-lyon', { values: home('69003') })
    await post(who, '/groupes/auvergne-rhone-alpes', { intent: 'mute' }, 'insa-lyon')
    const page = await text(who, '/groupes/auvergne-rhone-alpes', 'insa-lyon')
    expect(page).toContain('value="unmute"')
    expect(page).toContain('Tu en fais partie parce que')
  })

  test('its list shows nobody whose address the reader may not know, and everybody else', async () => {
    const [reader, open, shut] = [
      await somebody('insa-lyon', { values: home('69003') }),
      await somebody('insa-lyon', { values: home('69100') }),
      await somebody('insa-lyon', { values: home('69200'), siteChoices: { homePostcode: 'nobody' } }),
    ]
    const page = await text(reader, '/groupes/auvergne-rhone-alpes/membres', 'insa-lyon')
    expect(page).toContain(open.handle)
    expect(page).not.toContain(shut.handle)
  })

  test('whoever lives elsewhere reads neither its people nor their number', async () => {
    const elsewhere = await somebody('insa-lyon', { values: home('35000') })
    expect((await get(elsewhere, '/groupes/auvergne-rhone-alpes/membres', 'insa-lyon')).status).toBe(403)
    expect(await text(elsewhere, '/groupes/auvergne-rhone-alpes', 'insa-lyon')).not.toContain('/membres"')
  })
})

describe('articles and answers', () => {
  test('for the group: its people find it, others find it nowhere', async () => {
    const [author, mate, stranger] = [await somebody('supmeca'), await somebody('supmeca'), await somebody('supmeca')]
    for (const who of [author, mate]) await post(who, '/groupes/sud-ouest', { intent: 'join' })
    const address = await write(author, 'sud-ouest', 'Dîner de printemps')
    expect(await text(mate, '/groupes/sud-ouest')).toContain('Dîner de printemps')
    expect((await get(mate, address)).status).toBe(200)
    expect(await text(stranger, '/groupes/sud-ouest')).not.toContain('Dîner de printemps')
    expect((await get(stranger, address)).status).toBe(404)
    expect((await post(stranger, address, { intent: 'answer', text: 'bonjour' })).status).toBe(404)
    // For the network, it is found by everybody in it.
    const wide = await write(author, 'sud-ouest', 'Portes ouvertes', { audience: 'network' })
    expect(await text(stranger, '/groupes/sud-ouest')).toContain('Portes ouvertes')
    expect((await get(stranger, wide)).status).toBe(200)
  })

  test('who left reads no more of the group’s articles than a stranger', async () => {
    const [author, gone] = [await somebody('supmeca'), await somebody('supmeca')]
    for (const who of [author, gone]) await post(who, '/groupes/suisse', { intent: 'join' })
    const address = await write(author, 'suisse', 'Raclette')
    expect((await get(gone, address)).status).toBe(200)
    await post(gone, '/groupes/suisse', { intent: 'leave' })
    expect((await get(gone, address)).status).toBe(404)
  })

  test('an author whom the reader may not know of is « Un membre », and the text is there', async () => {
    const hidden = await somebody('supmeca', { siteChoices: { lastName: 'nobody' } })
    const reader = await somebody('supmeca')
    for (const who of [hidden, reader]) await post(who, '/groupes/afterwork', { intent: 'join' })
    const address = await write(hidden, 'afterwork', 'Billard')
    const page = await text(reader, address)
    expect(page).toContain('Un membre')
    expect(page).toContain('Texte de Billard')
    expect(page).not.toContain(hidden.name)
    expect(page).not.toContain(hidden.handle)
    expect(await text(reader, '/groupes/afterwork/membres')).not.toContain(hidden.handle)
  })

  test('two people kept apart find nothing of each other, in either direction; others find both', async () => {
    const [one, two, third] = [await somebody('supmeca'), await somebody('supmeca'), await somebody('supmeca')]
    for (const who of [one, two, third]) await post(who, '/groupes/afterwork', { intent: 'join' })
    const [byOne, byTwo] = [await write(one, 'afterwork', 'Article un'), await write(two, 'afterwork', 'Article deux')]
    await post(third, byOne, { intent: 'answer', text: 'Réponse du tiers' })
    await post(two, byOne, { intent: 'answer', text: 'Réponse qui gêne' })
    await post(one, `/profil/${two.handle}/contact`, { intent: 'block' })
    for (const [who, own, other] of [
      [one, byOne, byTwo],
      [two, byTwo, byOne],
    ] as const) {
      expect((await get(who, other)).status).toBe(404)
      expect((await get(who, own)).status).toBe(200)
      const other_ = who === one ? two : one
      for (const path of ['/groupes/afterwork', '/groupes/afterwork/membres'])
        expect(await text(who, path), path).not.toContain(other_.handle)
    }
    expect(await text(one, byOne)).not.toContain('Réponse qui gêne')
    const seen = await text(third, byOne)
    expect(seen).toContain('Réponse qui gêne')
    expect((await get(third, byTwo)).status).toBe(200)
  })

  test('A24: answers and thanks are counted as far as the reader may know', async () => {
    const [author, blocked, reader] = [await somebody('supmeca'), await somebody('supmeca'), await somebody('supmeca')]
    for (const who of [author, blocked, reader]) await post(who, '/groupes/sud-ouest', { intent: 'join' })
    const address = await write(author, 'sud-ouest', 'Comptes')
    for (const who of [blocked, reader]) await post(who, address, { intent: 'answer', text: 'Vu' })
    const answers = async (who: Seat) => /(\d+) réponses?</.exec(await text(who, address))?.[1]
    expect(await answers(reader)).toBe('2')
    await post(reader, `/profil/${blocked.handle}/contact`, { intent: 'block' })
    expect(await answers(reader)).toBe('1')
    expect(await answers(author)).toBe('2')
  })

  test('only the author changes an article, and only who runs the group features or hides it', async () => {
    const [author, mate] = [await somebody('supmeca'), await somebody('supmeca')]
    for (const who of [author, mate]) await post(who, '/groupes/sud-ouest', { intent: 'join' })
    const address = await write(author, 'sud-ouest', 'À moi')
    expect((await get(mate, `${address}/modifier`)).status).toBe(403)
    expect((await post(mate, `${address}/modifier`, { title: 'Volé', text: 'x', audience: 'group' })).status).toBe(403)
    for (const intent of ['pin', 'hide'])
      expect((await post(mate, address, { intent })).headers.get('Location')).toBe(address)
    const manager = await staffSeat('supmeca', 'manager')
    expect((await post(manager, address, { intent: 'hide', because: 'Hors sujet' })).headers.get('Location')).toContain(
      'fait=hide',
    )
    expect((await get(mate, address)).status).toBe(404)
    expect(await text(author, address)).toContain('Hors sujet')
  })

  test('what is refused is kept as typed, with its reason', async () => {
    const who = await somebody('supmeca')
    await post(who, '/groupes/sud-ouest', { intent: 'join' })
    const form = { title: '', text: 'Une longue histoire', audience: 'everybody' }
    const answer = await post(who, '/groupes/sud-ouest/articles/nouveau', form)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('Une longue histoire')
    expect(page).toContain('Donnez un titre')
  })

  test('words are words: mark-up and addresses of scripts stay text', async () => {
    const who = await somebody('supmeca')
    await post(who, '/groupes/sud-ouest', { intent: 'join' })
    const evil = '<img src=x onerror=alert(1)> javascript:alert(1) https://exemple.fr/page.'
    const address = await write(who, 'sud-ouest', '<b>Gras</b>', { text: evil })
    const page = await text(who, address)
    expect(page).not.toContain('<img src=x')
    expect(page).not.toContain('href="javascript')
    expect(page).toContain('href="https://exemple.fr/page"')
  })
})

test('the front page tells of one’s groups, and is there when the day’s budget of people is spent', async () => {
  const config = tenantFile('supmeca')
  await apply({ ...config, slug: 'presque', directory: { ...config.directory, shownPerDay: 1 } })
  const [author, reader, muted] = [await somebody('presque'), await somebody('presque'), await somebody('presque')]
  for (const who of [author, reader, muted]) await post(who, '/groupes/afterwork', { intent: 'join' }, 'presque')
  await write(author, 'afterwork', 'Ce soir', {}, 'presque')
  await post(muted, '/groupes/afterwork', { intent: 'mute' }, 'presque')
  expect((await get(reader, '/annuaire', 'presque')).status).toBe(429)
  const page = await get(reader, '/', 'presque')
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('Ce soir')
  expect(await text(muted, '/', 'presque')).not.toContain('Ce soir')
})
