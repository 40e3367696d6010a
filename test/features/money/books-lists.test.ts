/** The treasurer's lists by days and as files, with a hundred payments of people and a company. */
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { addPayments } from '../../factories/money-rows.ts'
import { organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

const database = useDatabase()
let manager: Seat
let admin: Seat

beforeAll(async () => {
  await apply('isep')
  const [one] = await addPeople('isep', [{ values: { lastName: 'Un', firstName: 'Zoé', promotion: 1998 } }])
  ;[manager, admin] = [await staffSeat('isep', 'manager'), await staffSeat('isep', 'admin')]
  const { organisationId } = await organisationSeat('isep', 'company')
  const tenantId = await inside('isep', async (_, { id }) => id)
  await addPayments({
    ...{ owner: database.url('owner'), tenantId, count: 120 },
    ...{ personIds: [one!.id], organisationId: organisationId! },
  })
})

const get = (path: string) => request('isep.localhost', path, { cookie: manager.cookie })
const rowsOf = (text: string) => [...text.matchAll(/data-row="([^"]+)"/g)].map((match) => match[1]!)

test('a period narrows rows and their sum, each day included; a year beside it counts for nothing', async () => {
  const [of] = await inside('isep', (query, { id }) =>
    query<{ day: string; count: number; cents: number }>(sql`
      SELECT to_char("succeededAt" AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD') AS "day", count(*)::int AS "count",
        sum("cents")::int AS "cents" FROM "payment" WHERE "tenantId" = ${id} AND "succeededAt" IS NOT NULL
      GROUP BY 1 ORDER BY 1 DESC LIMIT 1`),
  )
  const text = await (await get(`/admin/paiements/liste?du=${of!.day}&au=${of!.day}&annee=2019`)).text()
  expect(text).toContain(`data-sum="${of!.cents}"`)
  expect(rowsOf(text)).toHaveLength(Math.min(of!.count, 50))
  expect(text).toContain(`value="${of!.day}"`)
})

test('the list of the filters is a file for Excel, logged with its reason; names are for who may extract', async () => {
  const path = '/admin/paiements/liste?moyen=cheque'
  const take = (form: Record<string, string>, { cookie }: Seat) => request('isep.localhost', path, { cookie, form })
  expect((await take({ why: '' }, admin)).status).toBe(422)
  const refused = await (await take({ why: 'other', reason: 'abc' }, admin)).text()
  expect(refused).toContain('value="abc"')
  expect(refused).toMatch(/<title[^>]*>Erreur/)
  const mark = [0xef, 0xbb, 0xbf]
  const bytes = new Uint8Array(await (await take({ why: 'accountant', reason: 'mars' }, admin)).arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual(mark)
  const lines = new TextDecoder().decode(bytes).trimEnd().split('\r\n')
  const [sum] = await inside('isep', (query, { id }) =>
    query<{ count: number; cents: number }>(sql`SELECT count(*)::int AS "count", sum("cents")::int AS "cents"
      FROM "payment" WHERE "tenantId" = ${id} AND "succeededAt" IS NOT NULL AND "means" = 'cheque'`),
  )
  expect(lines).toHaveLength(sum!.count + 1)
  expect(lines[0]).toBe('Date;Nom;Objet;Moyen;Montant;Remboursé;État;Pièce')
  const cents = lines.slice(1).map((line) => Math.round(Number(line.split(';')[4]!.replace(',', '.')) * 100))
  expect(cents.reduce((all, one) => all + one, 0)).toBe(sum!.cents)
  expect(lines[1]).toMatch(/Personne \d|Ateliers \d/)
  expect(await (await take({ why: 'check' }, manager)).text()).not.toMatch(/Personne \d|Ateliers \d/)
  const logged = await inside('isep', (query, { id }) =>
    query<{ reason: string; rows: number }>(sql`SELECT "detail"->>'reason' AS "reason",
      ("detail"->>'rows')::int AS "rows" FROM "audit_event" WHERE "tenantId" = ${id} AND "action" = 'books.exported'
      ORDER BY "at", "id"`),
  )
  expect(logged).toEqual([
    { reason: 'Comptable ou révision des comptes : mars', rows: sum!.count },
    { reason: 'Pointage des paiements', rows: sum!.count },
  ])
})
