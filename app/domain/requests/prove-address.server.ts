/** An address that its owner has just read mail at: verified where it is known, added where a human let it in. */

import type { Scoped } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { PersonSource } from '#app/domain/people/person-source.ts'
import { foldAddress } from '#app/domain/people/person-tables.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { editPeople } from '#app/domain/people/write-people.server.ts'

const MOST_PERSONAL = 2

/**
 * Changes `source` in place.
 * @param instead the address takes the place of those that are lost: it becomes the first one
 */
export function proveAddress(source: PersonSource, address: string, now: Date, instead: boolean): void {
  const known = source.emails.find((email) => foldAddress(email.address) === foldAddress(address))
  if (known) Object.assign(known, { verifiedAt: now.toISOString(), invalid: false })
  else addPersonal(source, address, now, instead)
  if (!instead) return
  for (const email of source.emails) email.preferred = foldAddress(email.address) === foldAddress(address)
}

function addPersonal(source: PersonSource, address: string, now: Date, instead: boolean): void {
  const personal = source.emails.filter(({ kind }) => kind === 'personal').sort((a, b) => a.rank - b.rank)
  const [first] = personal
  const fresh = {
    ...{ id: uuidv7(now.getTime()), kind: 'personal' as const, address },
    ...{ preferred: false, invalid: false, verifiedAt: now.toISOString() },
  }
  if (!first) {
    source.emails.push({ ...fresh, rank: 0 })
    return
  }
  // The one that was lost makes room where there is none.
  const full = personal.length >= MOST_PERSONAL
  if (full) source.emails = source.emails.filter(({ id }) => id !== (instead ? first.id : personal.at(-1)!.id))
  if (!instead) source.emails.push({ ...fresh, rank: 1 })
  else {
    if (!full) first.rank = 1
    source.emails.push({ ...fresh, rank: 0 })
  }
}

/** Writes it on the person's record and on the account, whose mails go there from now on. */
export async function writeProvenAddress(
  { query, tenant: scope }: Scoped<Scope>,
  whose: { personId: string | null; accountId?: string | null },
  address: string,
  { now, instead }: { now: Date; instead: boolean },
): Promise<void> {
  const { personId, accountId } = whose
  if (personId)
    await editPeople(
      { query, tenant: scope },
      [personId],
      { from: 'person', now, ...(accountId ? { accountId } : {}) },
      (source) => proveAddress(source, address, now, instead),
    )
  if (accountId && (instead || !personId))
    await query(sql`UPDATE "account" SET "email" = ${address} WHERE "tenantId" = ${scope.id} AND "id" = ${accountId}`)
}
