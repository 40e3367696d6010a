/** Bank statements: taken in once, their lines matched with the right payment, and booked. */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { addPayments } from '../../factories/money-rows.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

const database = useDatabase()
const HOST = 'isep.localhost'
const THIS_YEAR = new Date().getFullYear()

let manager: Seat

beforeAll(async () => {
  await apply('isep')
  const people = await addPeople(
    'isep',
    ['Un', 'Deux'].map((lastName) => ({ values: { lastName, firstName: 'Zoé', promotion: 1998 } })),
  )
  manager = await staffSeat('isep', 'manager')
  const tenantId = await inside('isep', async (_, { id }) => id)
  await addPayments({
    ...{ owner: database.url('owner'), tenantId, count: 60, personIds: [people[0]!.id, people[1]!.id] },
    until: new Date(`${THIS_YEAR}-06-10T12:00:00Z`),
  })
})

const get = (path: string, { cookie }: Pick<Seat, 'cookie'> = manager) => request(HOST, path, { cookie })
const post = (path: string, form: Record<string, string> | FormData, { cookie }: Pick<Seat, 'cookie'> = manager) =>
  request(HOST, path, { cookie, form })

describe('bank statements', () => {
  const send = (text: string, name = 'releve.csv') => {
    const form = new FormData()
    form.append('file', new File([text], name, { type: 'text/csv' }))
    return post('/admin/paiements/banque', form)
  }
  const statement = async () => {
    const [cheque] = await inside('isep', (query, { id }) =>
      query<{ id: string; reference: string; cents: number; day: string }>(sql`
        SELECT "id", "reference", "cents", "receivedOn" AS "day" FROM "payment" WHERE "tenantId" = ${id}
        AND "means" = 'cheque'
          AND NOT EXISTS (SELECT 1 FROM "bank_line" b WHERE b."tenantId" = ${id} AND b."paymentId" = "payment"."id")
          ORDER BY "id" LIMIT 1`),
    )
    const [year, month, day] = cheque!.day.split('-')
    const euros = (cheque!.cents / 100).toFixed(2).replace('.', ',')
    const text = `Date;Libellé;Débit;Crédit\n${day}/${month}/${year};REMISE ${cheque!.reference};;${euros}\n${day}/${month}/${year};FRAIS;-3,00;\n`
    return { cheque: cheque!, text }
  }
  const linesOf = (text: string) =>
    [...text.matchAll(/data-line="([^"]+)" data-state="(\w+)"/g)].map((m) => [m[1]!, m[2]!] as const)

  test('a line is suggested, matched by a person, booked once, and taken twice from no file', async () => {
    const { cheque, text } = await statement()
    const sent = await send(text)
    expect(sent.status).toBe(303)
    const path = sent.headers.get('Location')!.split('?')[0]!
    const page = await (await get(path)).text()
    // The line that the suggestion stands under: lines of one day come in no order of their own.
    const [line] = linesOf(page).findLast(
      ([id]) => page.indexOf(`data-line="${id}"`) < page.indexOf('data-suggestion'),
    )!
    expect(page).toContain(`data-suggestion="${cheque.id}"`)
    expect((await post(path, { line, payment: cheque.id, intent: 'match' })).status).toBe(303)
    expect(linesOf(await (await get(path)).text())).toContainEqual([line, 'matched'])
    expect((await post(path, { line, payment: cheque.id, intent: 'match' })).status).toBe(422)
    for (const intent of ['reopen', 'match'])
      expect((await post(path, { line, payment: cheque.id, intent })).status).toBe(303)
    const entries = await inside('isep', (query, { id }) =>
      query<{ account: string; debit: number; credit: number }>(sql`
        SELECT l."account", l."debitCents" AS "debit", l."creditCents" AS "credit" FROM "ledger_entry" e
        JOIN "ledger_line" l ON l."tenantId" = e."tenantId" AND l."entryId" = e."id"
        WHERE e."tenantId" = ${id} AND e."key" LIKE 'paid-in/%' AND e."paymentId" = ${cheque.id}
        ORDER BY e."number", l."position"`),
    )
    const paidIn = [
      { account: '512', debit: cheque.cents, credit: 0 },
      { account: '5112', debit: 0, credit: cheque.cents },
    ]
    // Matched, taken back by the opposite entry, matched again: once in all.
    const takenBack = paidIn.map(({ account, debit, credit }) => ({ account, debit: credit, credit: debit }))
    expect(entries).toEqual([...paidIn, ...takenBack, ...paidIn])
    const again = await send(text)
    expect(again.headers.get('Location')).toContain('lignes=0&connues=2')
    expect(await (await get(`/admin/paiements/${cheque.id}`)).text()).toContain(`REMISE ${cheque.reference}`)
  })

  test('a line takes a cheque or transfer of its very amount, and a wrong match leaves room for the right one', async () => {
    const { cheque, text } = await statement()
    const path = (await send(text)).headers.get('Location')!.split('?')[0]!
    const lines = await inside('isep', (query, { id }) =>
      query<{ id: string; cents: number }>(sql`
        SELECT "id", "cents" FROM "bank_line" WHERE "tenantId" = ${id} AND "statementId" = ${path.split('/').at(-1)!}
        ORDER BY "cents"`),
    )
    const line = lines.at(-1)!.id
    const others = await inside('isep', (query, { id }) =>
      query<{ id: string; why: string }>(sql`
        SELECT DISTINCT ON ("why") "id", "why"
        FROM (SELECT p."id", CASE WHEN p."cents" <> ${cheque.cents}::int THEN 'amount'
            WHEN p."means" NOT IN ('cheque', 'transfer') THEN 'means' ELSE 'fits' END AS "why"
          FROM "payment" p WHERE p."tenantId" = ${id} AND p."id" <> ${cheque.id}
          AND NOT EXISTS (SELECT 1 FROM "bank_line" b
            WHERE b."tenantId" = p."tenantId" AND b."paymentId" = p."id") AND p."means" <> 'transfer') x
            ORDER BY "why", "id"`),
    )
    const other = (why: string) => others.find((one) => one.why === why)!.id
    const settle = async (payment: string, intent = 'match') => (await post(path, { line, payment, intent })).status
    expect([await settle(other('amount')), await settle(other('means'))]).toEqual([422, 422])
    const [outgoing] = await inside('isep', (query, { id }) =>
      query<{ id: string; statementId: string }>(
        sql`SELECT "id", "statementId" FROM "bank_line" WHERE "tenantId" = ${id} AND "cents" < 0 LIMIT 1`,
      ),
    )
    const charged = { line: outgoing!.id, payment: cheque.id, intent: 'match' }
    expect((await post(`/admin/paiements/banque/${outgoing!.statementId}`, charged)).status).toBe(422)
    const wrong = other('fits')
    expect([await settle(wrong), await settle(wrong, 'reopen'), await settle(cheque.id)]).toEqual([303, 303, 303])
    const sums = await inside('isep', (query, { id }) =>
      query<{ paymentId: string; cents: number }>(sql`
        SELECT e."paymentId", sum(l."debitCents" - l."creditCents")::int AS "cents" FROM "ledger_entry" e
        JOIN "ledger_line" l ON l."tenantId" = e."tenantId" AND l."entryId" = e."id" AND l."account" = '512'
        WHERE e."tenantId" = ${id} AND e."key" LIKE ${`paid-in/${line}/%`} GROUP BY 1`),
    )
    expect(Object.fromEntries(sums.map(({ paymentId, cents }) => [paymentId, cents]))).toEqual({
      ...{ [wrong]: 0, [cheque.id]: cheque.cents },
    })
  })

  test('what is no statement is refused in words', async () => {
    for (const [text, words] of [
      ['', 'vide'],
      ['Bonjour', 'en-têtes'],
      ['\u0000\u0001', 'texte'],
    ] as const) {
      const response = await send(text)
      expect(response.status).toBe(422)
      expect(await response.text()).toContain(words)
    }
    expect((await post('/admin/paiements/banque', {})).status).toBe(422)
  })
})
