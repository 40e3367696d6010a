/** Signed-in viewers on the real site: an account of each kind, and the cookie of its session. */
import { startSession } from '#app/context/session.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import {
  createAccounts,
  createOrganisation,
  createStaffAccount,
  grantRole,
} from '#app/domain/people/accounts.server.ts'
import type { RoleName } from '#app/vocabulary/roles.ts'
import { inside } from './world.ts'

/** A cookie, and who holds it. */
export interface Seat {
  cookie: string
  accountId: string
  organisationId?: string
}

const LONG_AGO = new Date('2020-01-01T00:00:00Z')

async function seat(slug: string, accountId: string, organisationId?: string): Promise<Seat> {
  const cookie = await inside(slug, async (_, { id }) =>
    startSession(id, `${slug}.localhost`, accountId, { now: new Date() }),
  )
  return { cookie: cookie.split(';')[0]!, accountId, organisationId }
}

/** Somebody of the base, paid up or not. */
export async function personSeat(
  slug: string,
  personId: string,
  { paidUp = false, passwordHash = null }: { paidUp?: boolean; passwordHash?: string | null } = {},
): Promise<Seat> {
  const [account] = await inside(slug, (query, scope) =>
    createAccounts(query, scope, [{ personId, passwordHash, email: `${personId}@exemple.fr` }], LONG_AGO),
  )
  if (paidUp)
    await inside(slug, (query, { id }) =>
      query(sql`INSERT INTO "membership_period" ("tenantId", "id", "personId", "tierId", "startsAt", "source")
        VALUES (${id}, ${uuidv7()}, ${personId}, 'test', ${LONG_AGO}, 'test')`),
    )
  return seat(slug, account!.accountId)
}

/** @returns the same account, signed in once more: another cookie */
export const otherDevice = (slug: string, { accountId, organisationId }: Seat): Promise<Seat> =>
  seat(slug, accountId, organisationId)

/** Somebody who works for the association and is not in its base. */
export async function staffSeat(slug: string, role: RoleName): Promise<Seat> {
  const email = `${role}.${uuidv7().slice(-6)}@exemple.fr`
  const account = await inside(slug, async (query, scope) => {
    const made = await createStaffAccount(query, scope, { email }, LONG_AGO)
    await grantRole(query, scope, { accountId: made!.accountId, role }, LONG_AGO)
    return made!
  })
  return seat(slug, account.accountId)
}

/** A company or a school, with whatever its association asks for (or without). */
export async function organisationSeat(
  slug: string,
  kind: 'company' | 'school',
  { open = true }: { open?: boolean } = {},
): Promise<Seat> {
  const email = `${kind}.${uuidv7().slice(-6)}@exemple.fr`
  const made = await inside(slug, async (query, scope) => {
    const validated = open ? { validatedAt: LONG_AGO, completedAt: LONG_AGO } : {}
    const account = await createOrganisation(query, scope, { kind, name: 'Atelier', email, ...validated }, LONG_AGO)
    if (open)
      await query(sql`INSERT INTO "pass_period" ("tenantId", "id", "organisationId", "startsAt", "endsAt", "source")
        VALUES (${scope.id}, ${uuidv7()}, ${account!.organisationId}, ${LONG_AGO}, '2100-01-01', 'test')`)
    return account!
  })
  return seat(slug, made.accountId, made.organisationId)
}

/** What a company says when it buys: where its invoice goes. */
export const ADDRESS = { street: '18 quai des Tisserands', postcode: '44000', city: 'Nantes', country: 'France' }

/** A second account of a company that is there. */
export async function colleagueSeat(slug: string, { organisationId }: Seat): Promise<Seat> {
  const accountId = uuidv7()
  await inside(slug, (query, { id }) =>
    query(sql`INSERT INTO "account" ("tenantId", "id", "door", "login", "organisationId")
      VALUES (${id}, ${accountId}, 'recruiters', ${`${accountId}@exemple.fr`}, ${organisationId})`),
  )
  return seat(slug, accountId, organisationId)
}

/** Two people who accepted each other. */
export async function befriend(slug: string, one: string, other: string): Promise<void> {
  await inside(slug, (query, { id }) =>
    query(sql`INSERT INTO "friendship" ("tenantId", "personId", "friendId", "acceptedAt")
      VALUES (${id}, ${one}, ${other}, ${LONG_AGO}), (${id}, ${other}, ${one}, ${LONG_AGO})`),
  )
}
