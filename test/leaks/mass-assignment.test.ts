/** Every column name of the database sent to every form of every role: nothing changes that was not asked for. */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { inside } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request } from '../setup/site.ts'
import { attackWorld, changed, columnNames, HOST, SEATS, SLUG, type Target, tableDigests } from './attack-world.ts'

const database = useDatabase()
let target: Target

beforeAll(async () => {
  target = await attackWorld()
})

/** Machines post there; each asks for a signature or a secret of its own. */
const byMachines = (path: string) => /^\/(webhooks|desabonnement)\//.test(path)

/** Everybody's record but one's own, which one may object to being listed with. */
const othersThan = (personId: string | undefined) =>
  inside(SLUG, (query, { id }) =>
    query(sql`SELECT md5(p::text) FROM "person" p
      WHERE "tenantId" = ${id} AND "id" IS DISTINCT FROM ${personId ?? null}::uuid ORDER BY "id"`),
  )

describe('every column of the database in every form', () => {
  /**
   * What trying leaves behind by design: counters of guesses, questions asked of keys, the trace of what was tried, and
   * what anybody may ask of the staff.
   */
  const TRACES = [
    'login_attempt',
    'passkey_challenge',
    'profile_opening',
    'shown_people',
    'totp_secret',
    'audit_event',
    'access_request',
  ]

  /** What a form with a word in every field asks for in earnest: to write, to hear or not, a feed; a letter's draft. */
  const SAID = ['conversation', 'conversation_seat', 'message', 'cohort_mail', 'list_choice', 'calendar_feed', 'letter']

  /** Of what was said, what bears somebody else's name or a state that was not its own to take. */
  const taken = () =>
    inside(SLUG, (query, { id }) =>
      query(sql`SELECT 'message' AS "of" FROM "message" m WHERE m."tenantId" = ${id}
          AND m."personId" IS NOT NULL AND NOT m."personId" = ANY(${speakers()}::uuid[])
        UNION ALL SELECT 'mail' FROM "cohort_mail" c WHERE c."tenantId" = ${id}
          AND (c."state" <> 'pending' OR NOT c."personId" = ANY(${speakers()}::uuid[]))
        UNION ALL SELECT 'feed' FROM "calendar_feed" f WHERE f."tenantId" = ${id}
          AND NOT f."personId" = ANY(${speakers()}::uuid[])
        UNION ALL SELECT 'letter' FROM "letter" l WHERE l."tenantId" = ${id} AND l."state" <> 'draft'`),
    )
  const speakers = () => target.people.slice(0, 2).map(({ id }) => id)

  test.each(SEATS)(
    'as %s changes nothing that was not asked for',
    async (role) => {
      const victim = target.people[2]!
      const { accountId } = target.seats.admin
      const columns = await columnNames(database.url('owner'))
      expect(columns.length).toBeGreaterThan(150)
      const told: Record<string, string> = {
        ...Object.fromEntries(columns.map((name) => [name, 'x'])),
        ...{ id: victim.id, personId: victim.id, accountId, tenantId: victim.id, role: 'admin', door: 'people' },
        ...{ createdAt: '2020-01-01', validatedAt: '2020-01-01', endsAt: '2999-01-01', startsAt: '2020-01-01' },
      }
      const own = { member: target.people[0]!.id, adherent: target.people[1]!.id }[role as string]
      const [before, others] = [await tableDigests(database.url('owner')), await othersThan(own)]
      const broken: string[] = []
      for (const path of target.paths.filter((one) => !byMachines(one))) {
        const answer = await request(HOST, path, { cookie: target.seats[role].cookie, form: told })
        if (answer.status >= 500) broken.push(`${answer.status} ${path}`)
      }
      expect(broken).toEqual([])
      const after = changed(before, await tableDigests(database.url('owner')))
      expect(after.filter((name) => ![...TRACES, ...SAID].includes(name) && !(own && name === 'person'))).toEqual([])
      expect(await othersThan(own)).toEqual(others)
      expect(await taken()).toEqual([])
    },
    60_000,
  )
})

/** A member's own record, in every form that saves over whatever version there is. */
test('of what a member sends about themselves, only their own answers are kept', async () => {
  const [own, ...others] = target.people
  const { cookie } = target.seats.member
  const columns = (await columnNames(database.url('owner'))).filter((name) => name !== 'version')
  const form = { ...Object.fromEntries(columns.map((name) => [name, 'x'])), handle: 'x', promotion: '1901' }
  const record = () =>
    inside(SLUG, (query, { id }) =>
      query(sql`SELECT "handle", "promotion", "diploma", "studentNumber", "badges", "remarks" FROM "person"
        WHERE "tenantId" = ${id} AND "id" = ${own!.id}`),
    )
  const [before, people, mine] = [await tableDigests(database.url('owner')), await othersThan(own!.id), await record()]
  expect(people).toHaveLength(others.length)
  const sections = ['diplomes', 'competences', 'autres', 'adresse'].map((section) => `/parametres/${section}`)
  for (const path of [...target.paths.filter((one) => one.startsWith('/parametres')), ...sections])
    await request(HOST, path, { cookie, form })
  const touched = changed(before, await tableDigests(database.url('owner')))
  expect(touched).toContain('value_change')
  const LOCKED = [
    ...['account', 'account_login', 'role_grant', 'membership_period', 'pass_period', 'organisation', 'tenant'],
    ...['tenant_version', 'domain', 'passkey', 'recovery_code', 'federation_contract', 'operator', 'link'],
  ]
  expect(touched.filter((name) => LOCKED.includes(name))).toEqual([])
  expect(await othersThan(own!.id)).toEqual(people)
  expect(await record()).toEqual(mine)
})
