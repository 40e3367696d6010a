/**
 * The address of an account without a record: with the password, proven at the new one, told to the old; in error, told
 * at the door.
 */
import { beforeAll, expect, test } from 'vitest'
import { hashPassword } from '#app/context/password.ts'
import { sql } from '#app/db/sql.ts'
import { markInvalidAddress } from '#app/domain/people/email-addresses.server.ts'
import { emptyOutbox, linkTo, mailsOf } from '../../factories/outbox.ts'
import { organisationSeat, personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const HOST = 'supmeca.localhost'
const PAGE = '/parametres/securite/adresse'
const PASSWORD = 'quatre girafes mangent tard'
let passwordHash = ''

beforeAll(async () => {
  await apply('supmeca')
  passwordHash = await hashPassword(PASSWORD)
})

const accountOf = (seat: Seat) =>
  inside('supmeca', async (query, { id }) => {
    const [row] = await query<{ login: string; email: string; emailInvalid: boolean }>(sql`
      UPDATE "account" SET "passwordHash" = ${passwordHash} WHERE "tenantId" = ${id} AND "id" = ${seat.accountId}
      RETURNING "login", "email", "emailInvalid"`)
    return row!
  })
const ask = (seat: Seat, email: string, currentPassword = PASSWORD) =>
  request(HOST, PAGE, { cookie: seat.cookie, form: { email, currentPassword } })

test.each(['staff', 'company', 'school'] as const)('%s: nothing changes before the link is followed', async (kind) => {
  const seat = kind === 'staff' ? await staffSeat('supmeca', 'manager') : await organisationSeat('supmeca', kind)
  const { email: old, login } = await accountOf(seat)
  const fresh = `neuve.${kind}@courriel.example`
  await emptyOutbox('supmeca')
  expect((await request(HOST, PAGE, { cookie: seat.cookie })).status).toBe(200)
  for (const [typed, password] of [
    ['pas une adresse', PASSWORD],
    [fresh, 'faux'],
    [old, PASSWORD],
  ] as const)
    expect((await ask(seat, typed, password)).status).toBe(422)
  expect(await mailsOf('supmeca')).toEqual([])
  expect((await ask(seat, fresh)).status).toBe(303)
  expect((await mailsOf('supmeca')).map(({ to }) => to).sort()).toEqual([fresh, old].sort())
  expect(await accountOf(seat)).toMatchObject({ email: old, login })
  const path = await linkTo('supmeca', 'mailing.proof', fresh)
  expect(await (await request(HOST, path)).text()).toContain(fresh)
  expect(await accountOf(seat)).toMatchObject({ email: old })
  expect(await (await request(HOST, path, { form: {} })).text()).toContain('vérifiée')
  expect(await accountOf(seat)).toMatchObject({ email: fresh, login: login.includes('@') ? fresh : login })
  expect((await mailsOf('supmeca', 'account.security')).map(({ to }) => to)).toEqual([old, old])
})

test('an address that is another account’s is not taken, and a person changes theirs on the record', async () => {
  const [one, other] = [await organisationSeat('supmeca', 'company'), await organisationSeat('supmeca', 'company')]
  const { email } = await accountOf(other)
  const { email: own } = await accountOf(one)
  expect((await ask(one, email)).status).toBe(303)
  const path = await linkTo('supmeca', 'mailing.proof', email)
  expect(await (await request(HOST, path, { form: {} })).text()).toContain('Ce lien ne sert plus')
  expect(await accountOf(one)).toMatchObject({ email: own })
  const [person] = await addPeople('supmeca', [{ values: { firstName: 'A', lastName: 'Bcd', promotion: 1999 } }])
  const { cookie } = await personSeat('supmeca', person!.id)
  expect((await request(HOST, PAGE, { cookie })).headers.get('Location')).toBe('/parametres/coordonnees')
  expect((await request(HOST, PAGE)).status).toBe(302)
})

test('mail that comes back is told when they sign in, until an address is proven', async () => {
  const seat = await organisationSeat('supmeca', 'company')
  const { email, login } = await accountOf(seat)
  const enter = () => request(HOST, '/recruteurs/connexion', { form: { login, password: PASSWORD } })
  expect((await enter()).headers.get('Location')).toBe('/')
  await inside('supmeca', (query, scope) => markInvalidAddress(query, scope, email, new Date()))
  expect((await enter()).headers.get('Location')).toBe(PAGE)
  expect(await (await request(HOST, PAGE, { cookie: seat.cookie })).text()).toContain('nous reviennent')
  await ask(seat, email)
  await request(HOST, await linkTo('supmeca', 'mailing.proof', email), { form: {} })
  expect(await accountOf(seat)).toMatchObject({ email, emailInvalid: false })
})
