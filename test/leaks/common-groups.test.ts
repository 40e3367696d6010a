/**
 * Groups of a federation (I16, decision 067): one group, each person by the rules of their own association; what a
 * contract no longer shares is gone at the next request, places and words included.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { forgetTenants } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { editPeople } from '#app/domain/people/write-people.server.ts'
import { personSeat, type Seat, staffSeat } from '../factories/seats.ts'
import { addPeople, apply, INSA, inside, TRACE, tenantFile } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request, textWithoutNonce } from '../setup/site.ts'

useDatabase()

const [LYON, RENNES] = ['insa-lyon', 'insa-rennes'] as const
const PAGE = '/groupes-federation/energie'
const ids: Record<string, string> = {}
const seats: Record<string, Seat> = {}

async function add(slug: string, lastName: string, more: object = {}): Promise<void> {
  const consents = { school: true, recruiters: true, federation: true, ...(more as { consents?: object }).consents }
  const { siteChoices = {} } = more as { siteChoices?: object }
  const values = { firstName: 'Alix', lastName, promotion: 1998, company: `Qz${lastName}` }
  const [person] = await addPeople(slug, [{ values, consents, siteChoices }])
  ids[lastName] = person!.id
  seats[lastName] = await personSeat(slug, person!.id, { paidUp: true })
}

const hostOf = (who: string) => (who.startsWith('R') ? RENNES : who === 'Bureau' ? 'insa' : LYON)
const get = async (who: string, path = PAGE) =>
  textWithoutNonce(await request(`${hostOf(who)}.localhost`, path, { cookie: seats[who]!.cookie }))
const post = (who: string, form: Record<string, string>) =>
  request(`${hostOf(who)}.localhost`, PAGE, { cookie: seats[who]!.cookie, form })
const total = (page: string) => Number(/data-total="(\d+)"/.exec(page)?.[1])
const members = (who: string) => get(who, `${PAGE}?vue=membres`)

async function postId(title: string): Promise<string> {
  for (const slug of [LYON, RENNES]) {
    const [row] = await inside(slug, (query, { federationId, id }) =>
      query<{ id: string }>(sql`SELECT x."id" FROM "shared_post" x WHERE x."federationId" = ${federationId}
        AND x."tenantId" = ${id} AND x."title" = ${title}`),
    )
    if (row) return row.id
  }
  throw new Error(title)
}

beforeAll(async () => {
  await apply('insa', ...INSA, 'isep')
  await add(LYON, 'Lavoisier')
  await add(LYON, 'Langevin')
  await add(LYON, 'Lointain', { consents: { federation: false } })
  await add(RENNES, 'Roux')
  await add(RENNES, 'Rosset', { siteChoices: { lastName: 'friends' } })
  await add(RENNES, 'Renard', { siteChoices: { company: 'nobody' } })
  seats.Bureau = await staffSeat('insa', 'federation-admin')
  for (const who of ['Lavoisier', 'Langevin', 'Roux', 'Rosset', 'Renard'])
    expect((await post(who, { intent: 'join' })).status, who).toBe(303)
  for (const [who, title] of [
    ['Lavoisier', 'Pompes à chaleur'],
    ['Roux', 'Hydrogène'],
    ['Rosset', 'Sobriété'],
  ] as const)
    expect((await post(who, { intent: 'write', title, text: `Texte de ${title}` })).status).toBe(303)
})

describe('one group for people of several associations', () => {
  test('each finds the others under their own host, counts agree with lists, closed names are « Un membre »', async () => {
    const [lyon, rennes] = [await members('Lavoisier'), await members('Roux')]
    // Rosset closed their name to the network: of no list, elsewhere or at home.
    expect([total(lyon), total(rennes)]).toEqual([4, 4])
    expect(lyon.match(/data-person="[^"]*"/g)).toHaveLength(4)
    expect(lyon).toContain('data-person="insa-rennes~')
    expect(rennes).toContain('data-person="insa-lyon~')
    for (const page of [lyon, rennes]) expect(page).not.toContain('Rosset')
    expect(rennes).not.toContain('QzRenard')
    const page = await get('Lavoisier')
    for (const words of ['Hydrogène', 'Sobriété', 'Pompes à chaleur', 'Un membre']) expect(page).toContain(words)
    expect(page).not.toContain('Rosset')
  })

  test('answers cross associations; one’s own words are taken out by oneself alone', async () => {
    const id = await postId('Hydrogène')
    expect((await post('Lavoisier', { intent: 'answer', post: id, text: 'Réponse de Lyon' })).status).toBe(303)
    expect(await get('Roux')).toContain('Réponse de Lyon')
    await post('Langevin', { intent: 'remove', post: await postId('Pompes à chaleur') })
    await post('Roux', { intent: 'remove', post: await postId('Pompes à chaleur') })
    expect(await get('Roux')).toContain('Pompes à chaleur')
  })

  test('who is not in the base cannot join, who has not joined reads nothing, nor does who may not read the base', async () => {
    await post('Lointain', { intent: 'join' })
    const page = await get('Lointain')
    expect(page).toContain('base commune')
    for (const words of ['Hydrogène', 'Lavoisier']) expect(page).not.toContain(words)
    expect(await members('Lointain')).not.toContain('data-person')
    expect((await post('Lointain', { intent: 'write', title: 'x', text: 'x' })).status).toBe(403)
    const [person] = await addPeople(LYON, [{ values: { firstName: 'Non', lastName: 'Cotisant', promotion: 2001 } }])
    const unpaid = await personSeat(LYON, person!.id)
    expect((await request(`${LYON}.localhost`, PAGE, { cookie: unpaid.cookie })).status).toBe(403)
    const [other] = await addPeople('isep', [{ values: { firstName: 'Ailleurs', lastName: 'Isep', promotion: 2001 } }])
    const stranger = await personSeat('isep', other!.id, { paidUp: true })
    expect((await request('isep.localhost', PAGE, { cookie: stranger.cookie })).status).toBe(403)
  })

  test('the federation’s moderators read all, hide with a reason that the author alone reads, and show again', async () => {
    const id = await postId('Hydrogène')
    expect((await post('Roux', { intent: 'hide', post: id, text: 'x' })).status).toBe(403)
    expect(await get('Bureau')).toContain('Hydrogène')
    expect((await post('Bureau', { intent: 'hide', post: id, text: 'Hors sujet ici' })).status).toBe(303)
    const author = await get('Roux')
    expect(author).toContain('Hors sujet ici')
    for (const who of ['Lavoisier', 'Renard']) {
      const page = await get(who)
      for (const words of ['Hydrogène', 'Réponse de Lyon', 'Hors sujet']) expect(page).not.toContain(words)
    }
    expect((await post('Lavoisier', { intent: 'answer', post: id, text: 'Encore' })).status).toBe(404)
    await post('Bureau', { intent: 'show', post: id })
    expect(await get('Lavoisier')).toContain('Hydrogène')
    expect((await post('Bureau', { intent: 'write', title: 'x', text: 'x' })).status).toBe(403)
  })
})

describe('what ends, ends at the next request', () => {
  const change = (who: string, edit: (source: { consents: { federation: boolean } }) => void) =>
    inside(hostOf(who), (query, scope) =>
      editPeople({ query, tenant: scope }, [ids[who]!], { ...TRACE, from: 'person' }, edit as never),
    )

  test('whoever takes the agreement back is in no list and read by nobody; back again, with their words', async () => {
    await change('Roux', (source) => {
      source.consents.federation = false
    })
    const [list, page] = [await members('Lavoisier'), await get('Lavoisier')]
    expect(total(list)).toBe(3)
    for (const words of ['Hydrogène', 'Roux']) expect(list + page).not.toContain(words)
    await change('Roux', (source) => {
      source.consents.federation = true
    })
    expect(await get('Lavoisier')).toContain('Hydrogène')
  })

  test('whoever took the agreement back, or whose association’s contract has ended, reads nobody and writes nothing', async () => {
    expect(await get('Roux')).toContain('Pompes à chaleur')
    await change('Roux', (source) => {
      source.consents.federation = false
    })
    const closed = async () => {
      for (const page of [await get('Roux'), await members('Roux')])
        for (const words of ['Pompes à chaleur', 'Lavoisier', 'data-person']) expect(page).not.toContain(words)
      expect((await post('Roux', { intent: 'write', title: 'x', text: 'x' })).status).toBe(403)
    }
    await closed()
    await change('Roux', (source) => {
      source.consents.federation = true
    })
    expect(await get('Roux')).toContain('Pompes à chaleur')
    const ended = structuredClone(tenantFile(RENNES))
    ended.federation!.contract.until = '2026-01-01'
    await apply(ended)
    forgetTenants()
    await closed()
    await apply(tenantFile(RENNES))
    forgetTenants()
    expect(await get('Roux')).toContain('Pompes à chaleur')
    expect(await members('Roux')).toContain('Lavoisier')
  })

  test('a contract that names the reader’s role no longer, or has ended, takes words and places of its association', async () => {
    const config = tenantFile(RENNES)
    const shortened = structuredClone(config)
    shortened.federation!.contract.readers = []
    await apply(shortened)
    forgetTenants()
    const page = await get('Lavoisier')
    for (const words of ['Hydrogène', 'Sobriété']) expect(page).not.toContain(words)
    expect(total(await members('Lavoisier'))).toBe(2)
    const ended = structuredClone(config)
    ended.federation!.contract.until = '2026-01-01'
    await apply(ended)
    forgetTenants()
    expect(await get('Lavoisier')).not.toContain('Hydrogène')
    // The wall itself: the sister's rows are not even there for a statement without conditions.
    const rows = await inside(LYON, (query, { federationId }) =>
      query(sql`SELECT x."title" FROM "shared_post" x WHERE x."federationId" = ${federationId}`),
    )
    expect(rows.map(({ title }) => title).filter(Boolean)).toEqual(['Pompes à chaleur'])
    await apply(config)
    forgetTenants()
    expect(await get('Lavoisier')).toContain('Hydrogène')
  })

  test('whoever leaves is in the list no longer, and reads no more', async () => {
    await post('Renard', { intent: 'leave' })
    expect(await members('Lavoisier')).not.toContain('Renard')
    expect(await get('Renard')).not.toContain('Hydrogène')
  })
})
