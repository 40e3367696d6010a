/**
 * What an erasure leaves alone: rows, words and requests of others, whatever the one who goes had typed or is called.
 */
import { beforeAll, expect, test } from 'vitest'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { eraseSubject } from '#app/domain/data-rights/erase-subject.server.ts'
import { askErased } from '#app/domain/people/erased-identities.server.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

beforeAll(async () => {
  await apply('insa', 'insa-lyon')
})

async function requestFor(canary: { id: string; accountId: string | null }): Promise<string> {
  const id = uuidv7()
  await inside('insa-lyon', (query, { id: tenantId }) =>
    query(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "personId", "accountId", "requestedAt", "dueAt")
      VALUES (${tenantId}, ${id}, 'person', ${canary.id}, ${canary.accountId}, now(), now())`),
  )
  return id
}

const AT = new Date('2026-10-02T00:00:00Z')

async function mailTo(recipient: string, personId: string | null): Promise<string> {
  const id = uuidv7()
  await inside('insa-lyon', (query, scope) =>
    query(sql`INSERT INTO "mail" ("tenantId", "id", "key", "kind", "recipient", "language", "personId", "dueAt",
      "createdAt")
      VALUES (${scope.id}, ${id}, ${id}, 'y', ${recipient}, 'fr', ${personId}::uuid, ${AT}, ${AT})`),
  )
  return id
}

async function asks(claimed: Record<string, unknown>, email: string | null = null): Promise<string> {
  const id = uuidv7()
  await inside('insa-lyon', (query, scope) =>
    query(sql`INSERT INTO "access_request" ("tenantId", "id", "kind", "door", "state", "claimed", "email", "language",
      "createdAt")
      VALUES (${scope.id}, ${id}, 'activation', 'people', 'waiting', ${JSON.stringify(claimed)}::jsonb, ${email}, 'fr',
        ${AT})`),
  )
  return id
}

/** Which of these rows are still there. */
const left = (table: 'mail' | 'access_request', ids: readonly string[]) =>
  inside('insa-lyon', async (query) => {
    const rows = await query<{ id: string }>(
      table === 'mail'
        ? sql`SELECT "id" FROM "mail" WHERE "id" = ANY(${[...ids]}::uuid[])`
        : sql`SELECT "id" FROM "access_request" WHERE "id" = ANY(${[...ids]}::uuid[])`,
    )
    return ids.filter((id) => rows.some((row) => row.id === id))
  })

async function hasAddress(personId: string, address: string, proven: boolean): Promise<void> {
  await inside('insa-lyon', async (query, { id }) => {
    await query(sql`INSERT INTO "person_email" ("tenantId", "id", "personId", "kind", "rank", "address", "folded",
      "verifiedAt")
      VALUES (${id}, ${uuidv7()}, ${personId}, 'work', 1, ${address}, ${address}, ${proven ? AT : null})`)
    await query(sql`INSERT INTO "value_change" ("tenantId", "id", "personId", "field", "after", "from", "at")
      VALUES (${id}, ${uuidv7()}, ${personId}, 'workEmail', ${JSON.stringify(address)}::jsonb, 'person', ${AT})`)
  })
}

test('somebody who typed another’s address and erases themself takes nothing of the other’s with them', async () => {
  const [thief, victim] = await addPeople('insa-lyon', [
    { values: { firstName: 'Zoé', lastName: 'Voleuse', promotion: 1991 } },
    { values: { firstName: 'Yann', lastName: 'Victime', promotion: 1991 } },
  ])
  await hasAddress(thief!.id, 'yann@exemple.fr', false)
  await hasAddress(thief!.id, 'zoe@exemple.fr', true)
  const theirs = [await mailTo('yann@exemple.fr', victim!.id), await mailTo('yann@exemple.fr', null)]
  // The twin: an address that was proven, in whose name nobody else has a row.
  const shared = await mailTo('zoe@exemple.fr', victim!.id)
  const own = await mailTo('Zoe@exemple.fr', null)
  const waiting = await asks({ firstName: 'Yann', lastName: 'Victime', promotion: 1991 }, 'yann@exemple.fr')
  const asked = await asks({ firstName: 'Z', lastName: 'V', promotion: 1990 }, 'zoe@exemple.fr')
  const scope = (await tenantOfSlug('insa-lyon'))!
  await eraseSubject(scope, await requestFor({ id: thief!.id, accountId: null }), new Date())
  expect(await left('mail', [...theirs, shared, own])).toEqual([...theirs, shared])
  expect(await left('access_request', [waiting, asked])).toEqual([waiting])
  const remembered = await inside('insa-lyon', (query) =>
    askErased(query, scope.id, [{ emails: ['yann@exemple.fr'] }, { emails: ['zoe@exemple.fr'] }]),
  )
  expect(remembered).toEqual([undefined, 'sure'])
})

test('a name of two letters blanks neither the trail of others nor the queue of the staff', async () => {
  const [short, long, other] = await addPeople('insa-lyon', [
    { values: { firstName: 'E', lastName: 'A', promotion: 1992 } },
    { values: { firstName: 'Hélène', lastName: 'Le (Grand)', promotion: 1992 } },
    { values: { firstName: 'Vera', lastName: 'Dossier', promotion: 1992 } },
  ])
  const details = [
    { reason: 'Demande écrite reçue le 3 mars', fields: ['lastName', 'photo'] },
    { reason: 'Appel de HÉLÈNE LE (GRAND), pour sa sœur Helene Le (Grand)e', year: 1992 },
  ]
  const events = details.map(() => uuidv7())
  await inside('insa-lyon', async (query, { id }) => {
    for (const [i, detail] of details.entries())
      await query(sql`INSERT INTO "audit_event" ("tenantId", "id", "at", "action", "subjectId", "detail")
        VALUES (${id}, ${events[i]}, ${AT}, 'person.changed', ${other!.id}, ${JSON.stringify(detail)}::jsonb)`)
  })
  const requests = [
    await asks({ firstName: 'Emma', lastName: 'Arnaud', promotion: 1992 }),
    await asks({ firstName: 'Hélène', lastName: 'Le (Grand)', promotion: 1985 }),
    await asks({ firstName: 'helene', lastName: 'LE (GRAND)', promotion: 1992 }),
  ]
  await inside('insa-lyon', async (query, { id }) => {
    const runId = uuidv7()
    await query(sql`INSERT INTO "import_run" ("tenantId", "id", "source", "mode", "state", "fileName", "kind", "sheet")
      VALUES (${id}, ${runId}, 'school', 'people', 'applied', 'base.csv', 'csv', '')`)
    await query(sql`INSERT INTO "import_line" ("tenantId", "runId", "line", "cells")
      VALUES (${id}, ${runId}, 2, '["Arnaud", "Emma Zelie"]')`)
  })
  const scope = (await tenantOfSlug('insa-lyon'))!
  const read = () =>
    inside('insa-lyon', async (query) => {
      const rows = await query<{ id: string; detail: unknown }>(
        sql`SELECT "id", "detail" FROM "audit_event" WHERE "id" = ANY(${events}::uuid[])`,
      )
      return events.map((id) => rows.find((row) => row.id === id)!.detail)
    })
  await eraseSubject(scope, await requestFor({ id: short!.id, accountId: null }), new Date())
  expect(await read()).toEqual(details)
  expect(await left('access_request', requests)).toEqual(requests)
  expect(
    await inside('insa-lyon', (query) =>
      query(sql`SELECT 1 AS "one" FROM "import_line" WHERE "cells"::text LIKE '%Zelie%'`),
    ),
  ).toHaveLength(1)
  // The twin: a whole name goes, and nothing but the name.
  await eraseSubject(scope, await requestFor({ id: long!.id, accountId: null }), new Date())
  expect(await read()).toEqual([details[0], { reason: 'Appel de …, pour sa sœur Helene Le (Grand)e', year: 1992 }])
  expect(await left('access_request', requests)).toEqual(requests.slice(0, 2))
})

test('the database cuts no short texts and no patterns out of the trail', async () => {
  const [person] = await addPeople('insa-lyon', [{ values: { firstName: 'Ugo', lastName: 'Motif' } }])
  const id = await requestFor({ id: person!.id, accountId: null })
  await inside('insa-lyon', (query) => query(sql`UPDATE "erasure_request" SET "state" = 'erasing' WHERE "id" = ${id}`))
  for (const text of ['%', '%e%a%', 'e a', '....']) {
    const cut = inside('insa-lyon', (query, scope) =>
      query(sql`SELECT forget_in_audit(${scope.id}::uuid, ${id}::uuid, ${[text]}::text[])`),
    )
    await expect(cut, text).rejects.toThrow('less than four signs')
  }
})
