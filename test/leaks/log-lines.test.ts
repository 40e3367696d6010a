/** What is written to the log names nobody: neither in lines of ours nor in what the router says of odd addresses. */
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { hashPassword } from '#app/context/password.ts'
import { personSeat } from '../factories/seats.ts'
import { addPeople, apply } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request } from '../setup/site.ts'

useDatabase()

const HOST = 'supmeca.localhost'
const PASSWORD = 'une phrase assez longue'
const said: string[] = []
let handle = ''
let cookie = ''

beforeAll(async () => {
  await apply('supmeca')
  const [person] = await addPeople('supmeca', [{ values: { firstName: 'Ode', lastName: 'Canari', promotion: 1999 } }])
  const seat = await personSeat('supmeca', person!.id, { passwordHash: await hashPassword(PASSWORD) })
  handle = person!.handle
  cookie = seat.cookie
})

beforeEach(() => {
  said.length = 0
  for (const level of ['log', 'info', 'warn', 'error'] as const)
    vi.spyOn(console, level).mockImplementation((...parts) => void said.push(parts.map(String).join(' ')))
  return () => vi.restoreAllMocks()
})

test.each(['/%zz', '%', '/%E0%A4%A', '.data?x=%zz&_routes=%', '//cv', '/%zz.data'])(
  'an address that cannot be read is not told either: …%s',
  async (odd) => {
    for (const sent of [{}, { cookie }]) await request(HOST, `/profil/${handle}${odd}`, sent)
    expect(said.filter((line) => line.includes(handle))).toEqual([])
  },
)

test('such an address is answered as any that nobody has', async () => {
  const odd = await request(HOST, `/profil/${handle}/%zz`, { cookie })
  expect(odd.status).toBe(404)
  expect(await odd.text()).not.toContain('Canari')
  expect((await request(HOST, `/profil/${handle}`, { cookie })).status).toBe(200)
})

test.each([
  ['/.//exemple.fr/ode.canari', false],
  ['//exemple.fr', false],
  ['/profil//ode', false],
  ['/annuaire?q=a//b', true],
])('after signing in one goes on to %s: %s', async (redirectTo, goes) => {
  const sent = await request(HOST, '/connexion', { form: { login: handle, password: PASSWORD, redirectTo } })
  expect([sent.status, sent.headers.get('Location')]).toEqual([302, goes ? redirectTo : `/profil/${handle}`])
  expect(said).toEqual([])
})
