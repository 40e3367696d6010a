/**
 * Whoever knows the ids of somebody's rows (sessions, keys, links, copies, requests, positions, addresses …) and posts
 * them to every page of one's own, by every button there is, changes none of them; their owner does.
 */
import { beforeAll, expect, test } from 'vitest'
import { hashPassword } from '#app/context/password.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { addCanary, type Canary, rowsWith } from '../factories/canary.ts'
import { fillEveryTable } from '../factories/every-table.ts'
import { inside } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request } from '../setup/site.ts'
import { attackWorld, HOST, SLUG, type Target } from './attack-world.ts'
import { fill, siteAddresses } from './site-addresses.ts'

const database = useDatabase()
const PASSWORD = 'une phrase assez longue'
const WORD = 'qzowner'
let target: Target
let victim: Canary
let tenantId = ''
let rows: Map<string, Record<string, unknown>>

/** What anybody may do about somebody (ask, report, keep away), and what trail and notices say of who tried. */
const ALLOWED = ['profile_opening', 'audit_event', 'friend_request', 'person_report', 'person_block', 'login_attempt']

beforeAll(async () => {
  const hash = await hashPassword(PASSWORD)
  target = await attackWorld(hash)
  victim = await addCanary(SLUG, WORD, hash)
  tenantId = (await tenantOfSlug(SLUG))!.id
  const [other, third] = target.people.map(({ id }) => id) as [string, string]
  const subject = { personId: victim.id, accountId: victim.accountId }
  rows = await fillEveryTable(database.url('owner'), tenantId, { subject, other, third, word: WORD, place: 1 })
  // The tables filled, they have a second factor: their own session has shown it.
  await inside(SLUG, (query) =>
    query(sql`UPDATE "session" SET "provedAt" = now() WHERE "accountId" = ${victim.accountId}`),
  )
})

const idOf = (table: string) => String(rows.get(table)?.id ?? '')

/** Tables whose rows a page of one's own acts on, and how forms call them. */
const forms = (): Record<string, string>[] => {
  const named = { handle: victim.handle, person: victim.handle, personId: victim.id, accountId: victim.accountId }
  const kept = ['session', 'passkey', 'recovery_code', 'access_request', 'erasure_request', 'data_copy', 'position']
  const others = ['person_email', 'diploma', 'stored_file', 'sale', 'subscription', 'pass_period', 'link', 'role_grant']
  return [...kept, ...others].map((table) => {
    const id = idOf(table)
    const ids = {
      id,
      key: id,
      session: id,
      request: id,
      remove: id,
      position: id,
      copy: id,
      email: id,
      tie: id,
      grant: id,
      period: id,
    }
    return { ...named, ...ids, password: PASSWORD, currentPassword: PASSWORD }
  })
}

const INTENTS = [
  ...['accept', 'refuse', 'remove', 'block', 'unblock', 'withdraw', 'ask', 'approve', 'validate', 'decline'],
  ...['others', 'copy', 'add', 'redirect', 'end', 'disable', 'enable', 'way-in', 'give', 'again', 'prefer'],
]
const OWN =
  /^\/(parametres|contacts|profil|recus|paiement|adhesion|recruteurs|ecoles|bienvenue|nouveau|mot-de-passe|admin\/a-traiter|admin\/suppressions)/

async function ownPages(): Promise<string[]> {
  const filled: string[] = []
  for (const address of (await siteAddresses()).filter(({ pattern }) => OWN.test(pattern)))
    for (const table of address.pattern.includes(':id')
      ? ['position', 'data_copy', 'access_request', 'sale']
      : ['position'])
      filled.push(
        fill(address, { handle: victim.handle, id: idOf(table), run: idOf(table), section: 'identite', slug: SLUG }),
      )
  return [...new Set(filled)]
}

/** Every row that names the owner or holds a word of theirs. */
async function theirs(): Promise<string[]> {
  const found = new Set<string>()
  for (const word of [WORD, victim.id, victim.accountId])
    for (const row of await rowsWith(database.url('owner'), [tenantId], word)) found.add(row)
  const isAllowed = (row: string) =>
    /,contacts?[.-]asked,/.test(row) || ALLOWED.some((table) => row.startsWith(`public.${table}:`))
  return [...found].filter((row) => !isAllowed(row)).sort()
}

test.each(['adherent', 'school'] as const)(
  'as %s: nothing of theirs changes',
  async (role) => {
    const before = await theirs()
    expect(before.length).toBeGreaterThan(50)
    const { cookie } = target.seats[role]
    const broken: string[] = []
    const [first, ...more] = forms()
    for (const path of await ownPages()) {
      for (const intent of INTENTS) {
        const answer = await request(HOST, path, { cookie, form: { ...first!, intent } })
        if (answer.status >= 500) broken.push(`${answer.status} ${path} ${intent}`)
      }
      for (const form of more) {
        const answer = await request(HOST, path, { cookie, form: { ...form, intent: 'remove' } })
        if (answer.status >= 500) broken.push(`${answer.status} ${path}`)
      }
    }
    expect(broken).toEqual([])
    expect(await theirs()).toEqual(before)
  },
  240_000,
)

test('their owner’s own forms do change them', async () => {
  const before = await theirs()
  const { cookie } = victim
  const passkey = idOf('passkey')
  const send = (path: string, form: Record<string, string>) =>
    request(HOST, `/parametres/securite${path}`, { cookie, form: { ...form, currentPassword: PASSWORD } })
  await send('', { session: idOf('session') })
  await send('/cles', { intent: 'remove', remove: passkey })
  const after = await theirs()
  const gone = before.filter((row) => !after.includes(row)).map((row) => row.split(':')[0])
  expect(gone).toEqual(expect.arrayContaining(['public.session', 'public.passkey']))
})
