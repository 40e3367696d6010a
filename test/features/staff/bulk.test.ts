/** Acting on many people at once: chosen, confirmed, done, taken back (look.md, "Admin"). */
import { beforeAll, describe, expect, test } from 'vitest'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { chooseList } from '#app/domain/mail/subscriptions.server.ts'
import { writeValues } from '#app/domain/people/write-people.server.ts'
import {
  begun,
  crowd,
  DUES,
  idsOf,
  openBulkWorld,
  page,
  periods,
  post,
  rows,
  SLUG,
  staff,
  states,
  work,
  workBack,
} from '../../factories/bulk.ts'
import { personSeat } from '../../factories/seats.ts'
import { addPeople, inside, TRACE } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()
beforeAll(openBulkWorld)

const writeDead = (id: string) =>
  inside(SLUG, (query, scope) => writeValues({ query, tenant: scope }, id, { status: 'décédé' }, TRACE))

describe('whom it is about', () => {
  test('the ticked ones, the page, or all that the filters find, as the list says', async () => {
    const { people, promo } = await crowd(60)
    const list = await page(`/admin/membres?promo=${promo}`)
    expect(list).toContain('Les 60 résultats')
    expect(list).toContain('Cette page (50 personnes)')
    expect(list).toMatch(
      new RegExp(`name="coche"[^>]*value="${people[0]!.handle}"|value="${people[0]!.handle}"[^>]*name="coche"`),
    )
    const count = async (form: Record<string, string | string[]>) => {
      const chosen = await post('/admin/actions', form)
      return (await page(chosen.headers.get('location')!)).match(/(\d+) personnes? choisies?/)?.[1]
    }
    expect(await count({ portee: 'tous', promo })).toBe('60')
    const handles = people.map(({ handle }) => handle)
    expect(await count({ portee: 'page', page: handles.slice(0, 50), coche: handles.slice(0, 2) })).toBe('50')
    expect(await count({ portee: 'coches', page: handles.slice(0, 50), coche: handles.slice(0, 2) })).toBe('2')
    const nobody = await post('/admin/actions', { portee: 'coches', page: handles })
    expect(nobody.status).toBe(422)
    expect(await nobody.text()).toContain('Personne n’est choisi')
  })

  test('who came to meet the filter after the choice is not touched', async () => {
    const { people, promo } = await crowd(2)
    const chosen = await post('/admin/actions', { portee: 'tous', promo })
    const address = chosen.headers.get('location')!
    await addPeople(SLUG, [{ values: { firstName: 'Tard', lastName: 'Venue', promotion: Number(promo) } }])
    await post(address, { action: 'value', field: 'status', value: 'retraité' })
    await post(`${address}/confirmation`, {})
    await work(address)
    const changed = await rows(
      sql`SELECT "id" FROM "person" WHERE "promotion" = ${Number(promo)} AND "status" = 'retraité'`,
    )
    expect(changed).toHaveLength(people.length)
  })
})

describe('dues', () => {
  test('begin on the day, go on from where they end, and leave who needs none; taken back but for what was changed since', async () => {
    const { people, promo } = await crowd(5)
    const tier = (await tenantOfSlug(SLUG))!.config.tiers[0]!.id
    const period = (person: { id: string }, starts: string, ends: string | null) =>
      inside(SLUG, (query, { id }) =>
        query(sql`INSERT INTO "membership_period" ("tenantId", "id", "personId", "tierId", "startsAt", "endsAt",
          "source")
          VALUES (${id}, gen_random_uuid(), ${person.id}, ${tier}, ${starts}, ${ends}, 'test')`),
      )
    await period(people[0]!, '2020-01-01', null)
    await period(people[1]!, '2026-01-01', '2098-12-31T23:00:00Z')
    await writeDead(people[2]!.id)
    const address = await begun({ portee: 'tous', promo }, { ...DUES, tier, until: '2099-06-01' })
    await work(address)
    expect(await states(address)).toEqual({ done: 3, 'skipped deceased': 1, 'skipped forLife': 1 })
    const given = await periods(people.slice(1))
    expect(given.filter(({ personId }) => personId === people[1]!.id)[1]).toMatchObject({
      startsAt: new Date('2098-12-31T23:00:00Z'),
      endsAt: new Date('2099-05-31T22:00:00Z'),
    })
    expect(await page(`/admin/membres/${people[3]!.handle}/cotisations`)).toContain('01/06/2099')
    await rows(sql`UPDATE "membership_period" SET "endsAt" = '2030-01-01' WHERE "personId" = ${people[3]!.id}`)
    await workBack(address)
    expect(await states(address)).toMatchObject({ undone: 2, 'kept changed': 1 })
    const left = await periods(people.slice(3))
    expect(left.find(({ personId }) => personId === people[3]!.id)!.withdrawnAt).toBeNull()
    expect(left.find(({ personId }) => personId === people[4]!.id)!.withdrawnAt).not.toBeNull()
    expect(await page(address)).toContain('modifiée depuis')
    const log = await page('/admin/journal')
    for (const words of [
      'Action groupée lancée',
      'Action groupée terminée',
      'Action groupée annulée',
      'Cotisation ajoutée',
    ])
      expect(log).toContain(words)
  })
})

describe('a list', () => {
  test('is left by those the staff take off it; who went by themselves is not put back', async () => {
    const { people, promo } = await crowd(3)
    await inside(SLUG, (query, { id }) =>
      chooseList({ query, tenant: { id }, now: new Date() }, people[0]!.id, {
        listId: 'newsletter',
        on: false,
        source: 'page',
      }),
    )
    const address = await begun({ portee: 'tous', promo }, { action: 'list', list: 'off newsletter' })
    await work(address)
    expect(await states(address)).toEqual({ done: 2, 'skipped same': 1 })
    await inside(SLUG, (query, { id }) =>
      chooseList({ query, tenant: { id }, now: new Date() }, people[1]!.id, {
        listId: 'newsletter',
        on: true,
        source: 'page',
      }),
    )
    await inside(SLUG, (query, { id }) =>
      chooseList({ query, tenant: { id }, now: new Date() }, people[1]!.id, {
        listId: 'newsletter',
        on: false,
        source: 'page',
      }),
    )
    const again = await begun({ portee: 'tous', promo }, { action: 'list', list: 'on newsletter' })
    await work(again)
    expect(await states(again)).toEqual({ done: 1, 'skipped refused': 2 })
    await workBack(again)
    await workBack(address)
    expect(await states(address)).toEqual({ undone: 1, 'kept changed': 1, 'skipped same': 1 })
    const choices = await rows<{ personId: string }>(
      sql`SELECT "personId" FROM "list_choice" WHERE "personId" = ANY(${idsOf(people)}::uuid[])`,
    )
    expect(choices.map(({ personId }) => personId).sort()).toEqual(idsOf(people.slice(0, 2)).sort())
  })
})

describe('an invitation', () => {
  test('goes to who has no account and an address, once; taken back, its link opens nothing', async () => {
    const { people, promo } = await crowd(4)
    await personSeat(SLUG, people[0]!.id, { passwordHash: 'x' })
    await inside(SLUG, (query, scope) =>
      writeValues({ query, tenant: scope }, people[1]!.id, { primaryEmail: null }, TRACE),
    )
    const address = await begun({ portee: 'tous', promo }, { action: 'invitation' })
    await work(address)
    expect(await states(address)).toEqual({ done: 2, 'skipped active': 1, 'skipped noAddress': 1 })
    const mails = () =>
      rows<{ state: string }>(sql`SELECT "state" FROM "mail" WHERE "personId" = ANY(${idsOf(people)}::uuid[])`)
    const links = () => rows(sql`SELECT "id" FROM "link" WHERE "personId" = ANY(${idsOf(people)}::uuid[])`)
    expect(await mails()).toHaveLength(2)
    expect(await links()).toHaveLength(2)
    await rows(sql`UPDATE "link" SET "usedAt" = now() WHERE "personId" = ${people[2]!.id}`)
    await workBack(address)
    expect(await states(address)).toMatchObject({ undone: 1, 'kept used': 1 })
    expect(await links()).toHaveLength(1)
    expect(await mails()).toHaveLength(1)
  })
})

describe('a value', () => {
  test('is written with its writer and history; the undo gives it back to who had written it, and keeps what was edited since', async () => {
    const { people, promo } = await crowd(3, { status: 'actif' })
    const address = await begun({ portee: 'tous', promo }, { action: 'value', field: 'status', value: 'retraité' })
    await work(address, { batch: 2 })
    const status = () =>
      rows<{ status: string; provenance: Record<string, { from: string }> }>(
        sql`SELECT "status", "provenance" FROM "person" WHERE "id" = ANY(${idsOf(people)}::uuid[]) ORDER BY "id"`,
      )
    expect((await status()).map((row) => row.status)).toEqual(['retraité', 'retraité', 'retraité'])
    expect(await page(`/admin/membres/${people[0]!.handle}/historique`)).toContain('À la retraite')
    await inside(SLUG, (query, scope) =>
      writeValues({ query, tenant: scope }, people[0]!.id, { status: 'expatrié' }, { from: 'person', now: new Date() }),
    )
    await workBack(address, { batch: 1 })
    expect(await states(address)).toEqual({ undone: 2, 'kept changed': 1 })
    expect((await status()).map((row) => row.status).sort()).toEqual(['actif', 'actif', 'expatrié'])
    expect((await status()).map((row) => row.provenance.status!.from).sort()).toEqual(['person', 'staff', 'staff'])
  })

  test('marks addresses in error, but not those of the staff by a manager', async () => {
    const { people, promo } = await crowd(3)
    const seat = await personSeat(SLUG, people[0]!.id, { passwordHash: 'x' })
    await rows(sql`INSERT INTO "role_grant" ("tenantId", "id", "accountId", "role", "startsAt")
      SELECT "tenantId", gen_random_uuid(), "id", 'admin', '2020-01-01' FROM "account" WHERE "id" = ${seat.accountId}`)
    const invalid = () =>
      rows<{ id: string }>(sql`SELECT "id" FROM "person" WHERE "invalidEmail" AND "promotion" = ${Number(promo)}`)
    const address = await begun({ portee: 'tous', promo }, { action: 'invalid', invalid: 'yes' })
    await work(address)
    expect(await states(address)).toEqual({ done: 2, 'skipped rank': 1 })
    expect(await invalid()).toHaveLength(2)
    await workBack(address)
    expect(await invalid()).toHaveLength(0)
    const above = await begun({ portee: 'tous', promo }, { action: 'invalid', invalid: 'yes' }, staff.admin)
    await work(above)
    expect(await states(above)).toEqual({ done: 3 })
  })
})

describe('a reminder of dues that have ended', () => {
  test('goes to who is lapsed and may be written to; the list says since when and when they were last told', async () => {
    const { people, promo } = await crowd(6)
    const [plain, , never, dead, quiet, told] = people
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000)
    for (const { id } of people.filter((one) => one !== never))
      await inside(SLUG, (query, scope) =>
        query(sql`INSERT INTO "membership_period" ("tenantId", "id", "personId", "tierId", "startsAt", "endsAt",
          "source") VALUES (${scope.id}, gen_random_uuid(), ${id}, 'x', ${ago(400)}, ${ago(40)}, 'test')`),
      )
    await writeDead(dead!.id)
    await inside(SLUG, (query, scope) =>
      writeValues({ query, tenant: scope }, quiet!.id, { emailingConsent: false }, TRACE),
    )
    await inside(SLUG, (query, { id }) => putMail(query, id, reminder(`told/${told!.id}`, told!), ago(3)))
    const list = `/admin/membres?etat=cotisation-echue&promo=${promo}`
    expect(await page(list)).toMatch(/Échue le.*Dernier rappel/s)
    const chosen = await post('/admin/actions', { portee: 'tous', promo, etat: 'cotisation-echue', action: 'reminder' })
    const confirmation = chosen.headers.get('location')!
    expect(confirmation).toMatch(/\/confirmation$/)
    const preview = await page(confirmation)
    for (const words of ['Envoyer 2 relances', 'Foule Nom', 'ne souhaite pas d’e-mails', 'déjà relancée', 'décédée'])
      expect(preview).toContain(words)
    const address = confirmation.replace('/confirmation', '')
    await post(confirmation, {})
    await work(address)
    expect(await states(address)).toEqual({
      ...{ done: 2, 'skipped deceased': 1, 'skipped quiet': 1, 'skipped remindedLately': 1 },
    })
    const written = () =>
      rows<{ personId: string }>(
        sql`SELECT "personId" FROM "mail" WHERE "key" LIKE 'dues-after/staff/%' ORDER BY "personId"`,
      )
    expect((await written()).map(({ personId }) => personId)).toContain(plain!.id)
    expect(await written()).toHaveLength(2)
    const again = await begun({ portee: 'tous', promo }, { action: 'reminder' })
    await work(again)
    expect(await states(again)).toMatchObject({ 'skipped remindedLately': 3, 'skipped paidUp': 1 })
    await workBack(address)
    expect(await written()).toHaveLength(0)
  })
})

const reminder = (key: string, { id }: { id: string }) => ({
  ...{ key, kind: 'membership.after', to: 'x@courriel.example', language: 'fr' as const, personId: id },
  data: { name: 'X', endsAt: '2026-01-01T00:00:00.000Z', renews: false },
})
