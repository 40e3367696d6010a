/** The carnet (S3): read first, of people whom the reader may know of; a death stops mail and is undone whole (B24). */
import { beforeAll, expect, test } from 'vitest'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { countWaitingNotices } from '#app/domain/content/carnet.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { subscribersOf } from '#app/domain/mail/subscriptions.server.ts'
import { updatePeople } from '#app/domain/people/write-people.server.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import { ctxFor } from '../../factories/ctx.ts'
import { get, post, type Somebody, somebody, text } from '../../factories/groups.ts'
import { organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const mails = useMails()
const DESK = '/admin/carnet'
let manager: Seat
let pen: Seat

beforeAll(async () => {
  const staffRoles = { plume: { name: { fr: 'plume', en: 'pen' }, may: ['content' as const], reads: [] } }
  await apply({ ...tenantFile('supmeca'), staffRoles })
  manager = await staffSeat('supmeca', 'manager')
  pen = await staffSeat('supmeca', 'plume')
})

const send = (who: Seat, form: Record<string, string>) =>
  post(who, '/carnet/annoncer', { kind: 'birth', day: '2026-11-02', text: 'Bienvenue !', ...form })

const idOf = async (words: string, page: string, who: Seat = manager) =>
  new RegExp(`data-notice="([\\w-]+)"(?:(?!data-notice=)[\\s\\S])*${words}`).exec(await text(who, page))?.[1]

async function decide(words: string, decision: string, who: Seat = manager): Promise<string> {
  const id = (await idOf(words, DESK)) ?? ''
  return (await post(who, DESK, { id, decision, because: 'Pas ici' })).headers.get('Location')!.split('fait=')[1]!
}

test('a notice waits, is published or refused with its reason; who is no person of the base reads nothing', async () => {
  const [author, reader] = [await somebody('supmeca'), await somebody('supmeca')]
  expect((await send(author, { kind: 'wedding', text: 'Un beau samedi' })).status).toBe(303)
  expect(await text(reader, '/carnet')).not.toContain('Un beau samedi')
  expect(await text(author, '/carnet')).toContain('en attente de relecture')
  expect(await decide('Un beau samedi', 'approve')).toBe('approved')
  const page = await text(reader, '/carnet?rubrique=wedding')
  expect(page).toContain('Un beau samedi')
  expect(page).toContain(`data-person="${author.handle}"`)
  expect(await text(reader, '/carnet?rubrique=death')).not.toContain('Un beau samedi')
  await send(author, { kind: 'appointment', text: 'Directrice' })
  expect(await decide('Directrice', 'refuse')).toBe('refused')
  expect(await text(author, '/carnet')).toContain('Pas ici')
  expect(await text(reader, '/carnet')).not.toContain('Directrice')
  const company = await organisationSeat('supmeca', 'company')
  for (const path of ['/carnet', '/carnet/annoncer']) expect((await get(company, path)).status).toBe(403)
  expect((await request('supmeca.localhost', '/carnet')).status).toBe(302)
  expect((await get(reader, DESK)).status).toBe(403)
})

test('leak: a notice about somebody hidden, or kept apart, is not there; shown again it is (twin)', async () => {
  const [author, reader] = [await somebody('supmeca'), await somebody('supmeca')]
  await send(author, { text: 'Une petite fille' })
  await decide('Une petite fille', 'approve')
  const total = async () => Number(/data-total="(\d+)"/.exec(await text(reader, '/carnet'))?.[1] ?? 0)
  const before = await total()
  expect(await text(reader, '/carnet')).toContain('Une petite fille')
  await post(author, `/profil/${reader.handle}/contact`, { intent: 'block' })
  expect(await text(reader, '/carnet')).not.toContain('Une petite fille')
  expect(await total()).toBe(before - 1)
  await post(author, `/profil/${reader.handle}/contact`, { intent: 'unblock' })
  expect(await text(reader, '/carnet')).toContain('Une petite fille')
})

test('B24: no child is named without the yes of the parent who sends it', async () => {
  const author = await somebody('supmeca')
  expect((await send(author, { text: 'Chez nous', childName: 'Lou' })).status).toBe(422)
  expect((await send(author, { text: 'Chez nous', childName: 'Lou', parent: 'yes' })).status).toBe(303)
  await decide('Chez nous', 'approve')
  expect(await text(author, '/carnet')).toContain('Lou')
  // Of a wedding no child is kept, whatever was typed.
  await send(author, { kind: 'wedding', text: 'Mairie', childName: 'Zoé', parent: 'yes' })
  await decide('Mairie', 'approve')
  expect(await text(author, '/carnet')).not.toContain('Zoé')
})

test('B24: a confirmed death stops mail, lists and suggestions in one transaction; a mistaken one is undone whole', async () => {
  const [author, gone] = [await somebody('supmeca'), await somebody('supmeca', { values: { status: 'Retraité' } })]
  const state = async () => {
    const tenant = (await tenantOfSlug('supmeca'))!
    return inside('supmeca', async (query, scope) => {
      const [row] = await query<{ status: string; mail: string }>(sql`SELECT p."status", m."state" AS "mail"
        FROM "person" p JOIN "mail" m ON m."tenantId" = ${scope.id} AND m."personId" = p."id" AND m."key" = 'vive'
        WHERE p."tenantId" = ${scope.id} AND p."id" = ${gone.id}`)
      const on = await query<{ personId: string }>(subscribersOf(tenant, 'newsletter', new Date()))
      return { ...row, listed: on.some(({ personId }) => personId === gone.id) }
    })
  }
  const mail = { key: 'vive', kind: 'mailing.changes', to: `${gone.name}@exemple.fr`, language: 'fr' as const }
  await inside('supmeca', (query, scope) =>
    putMail(query, scope.id, { ...mail, personId: gone.id, data: { fields: ['lastName'], by: 'staff' } }, new Date()),
  )
  const alive = { status: 'Retraité', mail: 'waiting', listed: true }
  expect(await state()).toEqual(alive)
  for (const who of ['personne.inconnue99', author.handle])
    expect((await send(author, { kind: 'death', who, text: 'Triste nouvelle' })).status).toBe(422)
  const link = `http://supmeca.localhost/profil/${gone.handle}`
  expect((await send(author, { kind: 'death', who: link, text: 'Triste nouvelle' })).status).toBe(303)
  expect(await state()).toEqual(alive)
  // Who keeps contents alone changes no record.
  const id = (await idOf('Triste nouvelle', DESK))!
  expect((await post(pen, DESK, { id, decision: 'approve' })).headers.get('Location')).toContain('gone')
  expect(await state()).toEqual(alive)
  expect(await decide('Triste nouvelle', 'approve')).toBe('approved')
  expect(await state()).toEqual({ status: 'décédé', mail: 'suppressed', listed: false })
  expect(await mails.send('supmeca')).toEqual([])
  expect(await text(author, '/carnet')).toContain('Triste nouvelle')

  expect(await decide('Triste nouvelle', 'withdraw')).toBe('withdrawn')
  expect(await state()).toEqual(alive)
  expect(await text(author, '/carnet')).not.toContain('Triste nouvelle')
  expect((await mails.send('supmeca')).map(({ to }) => to)).toEqual([`${gone.name}@exemple.fr`])
  expect(await decide('Triste nouvelle', 'withdraw')).toBe('gone')
})

test('one’s own notice is taken back while nobody read it; nobody takes back another’s', async () => {
  const [author, other]: [Somebody, Somebody] = [await somebody('supmeca'), await somebody('supmeca')]
  await send(author, { text: 'Trop vite' })
  const id = (await idOf('en attente', '/carnet', author))!
  expect((await post(other, '/carnet', { id })).headers.get('Location')).toContain('gone')
  expect((await post(author, '/carnet', { id })).headers.get('Location')).toContain('back')
  expect(await text(manager, DESK)).not.toContain('Trop vite')
})

test('five notices of one author wait at a time; the sixth is kept in its form, and leaves once one is decided', async () => {
  const author = await somebody('supmeca')
  for (let i = 0; i < 5; i++) expect((await send(author, { text: `Annonce ${i}` })).status).toBe(303)
  const sixth = await send(author, { text: 'Une de plus' })
  expect(sixth.status).toBe(429)
  expect(await sixth.text()).toContain('Une de plus')
  expect(await decide('Annonce 3', 'approve')).toBe('approved')
  expect((await send(author, { text: 'Une de plus' })).status).toBe(303)
})

test('a day that is none, or an odd address, is a fault of the form; the desk and the carnet still open', async () => {
  const [author, other] = [await somebody('supmeca'), await somebody('supmeca')]
  for (const day of ['2026-02-30', '2025-13-45'])
    expect((await send(author, { kind: 'wedding', day, text: 'Jour impossible' })).status).toBe(422)
  for (const who of ['%', `/profil/${other.handle}%E0`])
    expect((await send(author, { kind: 'death', who, text: 'Adresse abîmée' })).status).toBe(422)
  expect((await send(author, { kind: 'wedding', day: '2028-02-29', text: 'Jour bissextile' })).status).toBe(303)
  expect(await text(manager, DESK)).toContain('Jour bissextile')
})

test('leak: a child stays named no longer than its parent wants; nobody else takes the notice back (twin)', async () => {
  const [author, other] = [await somebody('supmeca'), await somebody('supmeca')]
  await send(author, { text: 'Bonheur', childName: 'Maxence', parent: 'yes' })
  await decide('Bonheur', 'approve')
  const id = (await idOf('Bonheur', '/carnet', other))!
  expect((await post(other, '/carnet', { id })).headers.get('Location')).toContain('gone')
  expect(await text(other, '/carnet')).toContain('Maxence')
  expect((await post(author, '/carnet', { id })).headers.get('Location')).toContain('back')
  for (const who of [author, other, manager]) expect(await text(who, '/carnet')).not.toContain('Maxence')
})

test('lost write: a death told twice is undone with its last notice, and undoing keeps what the staff wrote', async () => {
  const [author, gone] = [await somebody('supmeca'), await somebody('supmeca', { values: { status: 'Retraité' } })]
  const status = () =>
    inside('supmeca', async (query, scope) => {
      const [row] = await query<{ status: string }>(sql`SELECT "status" FROM "person"
        WHERE "tenantId" = ${scope.id} AND "id" = ${gone.id}`)
      return row!.status
    })
  const tell = async (words: string) => {
    await send(author, { kind: 'death', who: gone.handle, text: words })
    expect(await decide(words, 'approve')).toBe('approved')
  }
  await tell('Avis premier')
  await tell('Avis second')
  const id = (await idOf('Avis premier', '/carnet', author))!
  expect((await post(author, '/carnet', { id })).headers.get('Location')).toContain('gone')
  await decide('Avis premier', 'withdraw')
  expect(await status()).toBe('décédé')
  await decide('Avis second', 'withdraw')
  expect(await status()).toBe('Retraité')

  await tell('Avis troisième')
  await inside('supmeca', (query, scope) =>
    updatePeople(query, scope, [{ personId: gone.id, changes: { status: 'En activité' } }], {
      from: 'staff',
      now: new Date(),
    }),
  )
  await decide('Avis troisième', 'withdraw')
  expect(await status()).toBe('En activité')
})

test('lost write: what waits is on the desk, however much is published', async () => {
  const author = await somebody('supmeca')
  await send(author, { text: 'Vieille annonce', day: '1999-01-01' })
  await inside('supmeca', (query, scope) =>
    query(sql`INSERT INTO "carnet_notice" ("tenantId", "id", "kind", "personId", "day", "text", "state", "createdAt")
      SELECT ${scope.id}::uuid, gen_random_uuid(), 'wedding', ${author.id}::uuid, '2026-10-01', 'Mariage ' || n,
        'published', ${new Date()} FROM generate_series(1, 100) n RETURNING 1`),
  )
  const page = await text(manager, DESK)
  expect(page).toContain('Vieille annonce')
  expect(page).toContain('Mariage 99')
})

test('what waits is counted for who decides about it, people kept apart from them too; for nobody else', async () => {
  const [author, gone, third] = [await somebody('supmeca'), await somebody('supmeca'), await somebody('supmeca')]
  const apart = { personId: third.id, apartIds: [author.id] }
  const counts = async () => {
    const all = [['plume'], ['manager'], ['manager', apart], ['member', apart]] as [Role, object?][]
    return Promise.all(
      all.map(async ([role, viewer = {}]) => {
        const ctx = await ctxFor('supmeca', role, { viewer })
        return ctx.sql((query) => countWaitingNotices(ctx, query))
      }),
    )
  }
  const before = await counts()
  await send(author, { text: 'Un petit garçon' })
  await send(author, { kind: 'death', who: gone.handle, text: 'Grande peine' })
  expect((await counts()).map((n, i) => n - before[i]!)).toEqual([1, 2, 2, 0])
  for (const words of ['Un petit garçon', 'Grande peine']) expect(await text(pen, DESK)).toContain(words)
})
