/**
 * A manager cannot take an administrator's account over through its addresses, by whatever door the new ones come (P4).
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { grantRole } from '#app/domain/people/accounts.server.ts'
import { insertPeople } from '#app/domain/people/write-people.server.ts'
import { importFile } from '#app/features/staff/imports/import-file.server.ts'
import { personSeat, type Seat, staffSeat } from '../factories/seats.ts'
import { tempFile } from '../factories/workbooks.ts'
import { apply, inside, scopeOf, TRACE } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request } from '../setup/site.ts'

useDatabase()

const DAY = 86_400_000
const people: Record<'leader' | 'nextLeader' | 'plain', { id: string; handle: string }> = {} as never
let manager: Seat
let admin: Seat

beforeAll(async () => {
  await apply('isep')
  const named = { leader: 'Alphand', nextLeader: 'Bernard', plain: 'Carnot' }
  for (const [key, lastName] of Object.entries(named)) {
    const studentNumber = `9${Object.keys(people).length}00000`
    const primaryEmail = `${lastName.toLowerCase()}@exemple.fr`
    const values = { firstName: 'Anne', lastName, promotion: 2001, studentNumber, primaryEmail, homeCity: 'Paris' }
    const [person] = await inside('isep', (query, scope) =>
      insertPeople(query, scope, [{ values }], { ...TRACE, from: 'school' }),
    )
    people[key as keyof typeof people] = person!
    const { accountId } = await personSeat('isep', person!.id)
    const from = { leader: 0, nextLeader: DAY, plain: undefined }[key as keyof typeof people]
    if (from !== undefined)
      await inside('isep', (query, scope) =>
        grantRole(query, scope, { accountId, role: 'admin' }, new Date(Date.now() + from)),
      )
  }
  manager = await staffSeat('isep', 'manager')
  admin = await staffSeat('isep', 'admin')
})

const emailOf = async ({ id }: { id: string }) => {
  const [row] = await inside('isep', (query) =>
    query<{ primaryEmail: string; homeCity: string }>(
      sql`SELECT "primaryEmail", "homeCity" FROM "person" WHERE "id" = ${id}`,
    ),
  )
  return [row!.primaryEmail, row!.homeCity]
}

async function sendFile(accountId: string, domain: string, city: string) {
  const line = (lastName: string, i: number) =>
    `9${i}00000;${lastName.toUpperCase()};Anne;2001;${lastName.toLowerCase()}@${domain};${city}`
  const text = `N° élève;Nom;Prénom;Promotion;E-mail;Ville\n${['Alphand', 'Bernard', 'Carnot'].map(line).join('\n')}\n`
  const path = await tempFile(`${city}.csv`, text)
  return importFile({ scope: await scopeOf('isep'), path, fileName: 'base.csv', accountId })
}

describe('by an import', () => {
  test('a manager’s file changes everything but the addresses of who leads, or will', async () => {
    await sendFile(manager.accountId, 'ailleurs.example', 'Lyon')
    expect(await emailOf(people.leader)).toEqual(['alphand@exemple.fr', 'Lyon'])
    expect(await emailOf(people.nextLeader)).toEqual(['bernard@exemple.fr', 'Lyon'])
    expect(await emailOf(people.plain)).toEqual(['carnot@ailleurs.example', 'Lyon'])
  })

  test('an administrator’s file changes them too', async () => {
    await sendFile(admin.accountId, 'ici.example', 'Lille')
    expect(await emailOf(people.leader)).toEqual(['alphand@ici.example', 'Lille'])
    expect(await emailOf(people.plain)).toEqual(['carnot@ici.example', 'Lille'])
  })
})

describe('by the record', () => {
  async function save({ handle, id }: { handle: string; id: string }, { cookie }: Seat) {
    const [row] = await inside('isep', (query) =>
      query<{ updatedAt: Date }>(sql`SELECT "updatedAt" FROM "person" WHERE "id" = ${id}`),
    )
    const form = { version: row!.updatedAt.toISOString(), primaryEmail: `prise.${handle}@exemple.fr` }
    return request('isep.localhost', `/admin/membres/${handle}`, { cookie, form })
  }

  test('who will lead tomorrow is as safe from a manager as who leads today', async () => {
    for (const person of [people.leader, people.nextLeader]) {
      const [before] = await emailOf(person)
      await save(person, manager)
      expect((await emailOf(person))[0]).toBe(before)
    }
    await save(people.plain, manager)
    expect((await emailOf(people.plain))[0]).toBe(`prise.${people.plain.handle}@exemple.fr`)
    await save(people.nextLeader, admin)
    expect((await emailOf(people.nextLeader))[0]).toBe(`prise.${people.nextLeader.handle}@exemple.fr`)
  })
})

describe('an account that somebody uses', () => {
  const used = async (lastName: string, role?: 'manager') => {
    const values = { firstName: 'Léa', lastName, promotion: 2004, primaryEmail: `${lastName.toLowerCase()}@exemple.fr` }
    const [person] = await inside('isep', (query, scope) =>
      insertPeople(query, scope, [{ values }], { ...TRACE, from: 'school' }),
    )
    const seat = await personSeat('isep', person!.id, { passwordHash: 'used' })
    await inside('isep', (query) =>
      query(sql`UPDATE "account" SET "email" = ${values.primaryEmail} WHERE "id" = ${seat.accountId}`),
    )
    if (role)
      await inside('isep', (query, scope) => grantRole(query, scope, { accountId: seat.accountId, role }, TRACE.now))
    return { ...person!, ...seat }
  }
  const redirectMail = async ({ id, handle }: { id: string; handle: string }, to: string) => {
    const [row] = await inside('isep', (query) =>
      query<{ updatedAt: Date }>(sql`SELECT "updatedAt" FROM "person" WHERE "id" = ${id}`),
    )
    const form = { version: row!.updatedAt.toISOString(), primaryEmail: to }
    await request('isep.localhost', `/admin/membres/${handle}`, { cookie: manager.cookie, form })
  }
  const accountEmail = async ({ accountId }: { accountId: string }) => {
    const [row] = await inside('isep', (query) =>
      query<{ email: string }>(sql`SELECT "email" FROM "account" WHERE "id" = ${accountId}`),
    )
    return row!.email
  }
  const mails = (personId: string, kind: string) =>
    inside('isep', (query) =>
      query<{ to: string }>(
        sql`SELECT "recipient" AS "to" FROM "mail" WHERE "personId" = ${personId} AND "kind" = ${kind}
          ORDER BY "recipient"`,
      ),
    )
  const sendWayIn = ({ handle }: { handle: string }) =>
    request('isep.localhost', `/admin/membres/${handle}/compte`, { cookie: manager.cookie, form: { intent: 'way-in' } })

  test('is not taken over by a manager who types another address and sends the way in there', async () => {
    const member = await used('Delorme')
    await redirectMail(member, 'pirate@ailleurs.example')
    expect((await emailOf(member))[0]).toBe('pirate@ailleurs.example')
    expect(await accountEmail(member)).toBe('delorme@exemple.fr')
    await sendWayIn(member)
    expect(await mails(member.id, 'access.recovery')).toEqual([{ to: 'delorme@exemple.fr' }])
    const told = await mails(member.id, 'mailing.addresses')
    expect(told).toEqual([{ to: 'delorme@exemple.fr' }, { to: 'pirate@ailleurs.example' }])
  })

  test('the twin: an account that nobody used yet follows its record', async () => {
    const [person] = await inside('isep', (query, scope) =>
      insertPeople(
        query,
        scope,
        [{ values: { firstName: 'Léo', lastName: 'Esnault', primaryEmail: 'vieux@exemple.fr' } }],
        TRACE,
      ),
    )
    const seat = await personSeat('isep', person!.id)
    await inside('isep', (query) =>
      query(sql`UPDATE "account" SET "email" = 'vieux@exemple.fr' WHERE "id" = ${seat.accountId}`),
    )
    await redirectMail(person!, 'neuf@exemple.fr')
    expect(await accountEmail(seat)).toBe('neuf@exemple.fr')
  })

  test('a manager changes no address of another manager and opens no way into their account', async () => {
    const colleague = await used('Fabre', 'manager')
    await redirectMail(colleague, 'pirate@ailleurs.example')
    expect((await emailOf(colleague))[0]).toBe('fabre@exemple.fr')
    await sendWayIn(colleague)
    expect(await mails(colleague.id, 'access.recovery')).toEqual([])
  })
})
