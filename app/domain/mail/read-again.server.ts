/**
 * What a letter reads again when its mails leave: hours may lie between writing and sending, in which somebody left,
 * died, unsubscribed, or took their words back.
 */
import { env } from '#app/context/env.ts'
import type { Unit } from '#app/context/unit.ts'
import { decryptSecret } from '#app/db/secret.ts'
import { sql } from '#app/db/sql.ts'
import { letterOf } from './letter.ts'
import { mailOwner } from './put-mail.server.ts'

export interface Sealed {
  id: string
  kind: string
  sealed: string
  personId: string | null
  listId: string | null
}

/** @returns what the feature put into the outbox. @throws where the seal is not ours */
export function unsealed(tenantId: string, { id, sealed }: Pick<Sealed, 'id' | 'sealed'>): Record<string, unknown> {
  return JSON.parse(decryptSecret(env().DATA_KEY, sealed, mailOwner(tenantId, id)))
}

/** One that does not open holds up no other: it fails where its letter is written, and is logged there. */
function opens(tenantId: string, row: Sealed): boolean {
  try {
    return unsealed(tenantId, row) !== undefined
  } catch {
    return false
  }
}

/**
 * Takes out of the rows, and of the outbox, mails that nobody wants any more.
 * @returns by id what a letter adds to its data now
 */
export async function readAgain<Row extends Sealed>(
  unit: Unit,
  rows: readonly Row[],
): Promise<{ rows: Row[]; more: Map<string, Record<string, unknown>> }> {
  const more = new Map<string, Record<string, unknown>>()
  const gone = new Set<string>()
  for (const kind of new Set(rows.map((row) => row.kind))) {
    const letter = await letterOf(kind)
    if (!letter?.atSending) continue
    const its = rows.filter((row) => row.kind === kind && opens(unit.tenant.id, row))
    const mails = its.map(({ id, personId, sealed }) => ({
      id,
      personId,
      data: unsealed(unit.tenant.id, { id, sealed }),
    }))
    const said = await letter.atSending(unit, mails)
    for (const { id } of its) {
      const found = said.get(id)
      if (found) more.set(id, found)
      else gone.add(id)
    }
  }
  if (gone.size > 0)
    await unit.query(sql`UPDATE "mail" SET "state" = 'suppressed', "sealed" = NULL
      WHERE "tenantId" = ${unit.tenant.id} AND "id" = ANY(${[...gone]}::uuid[])`)
  return { rows: rows.filter(({ id }) => !gone.has(id)), more }
}
