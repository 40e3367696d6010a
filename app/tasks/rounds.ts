/**
 * Work that nobody asks for: each association's task comes round by the clock, once, however many workers there are.
 */
import { now } from '#app/context/clock.ts'
import { log } from '#app/context/log.ts'
import { allTenants } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { enqueue } from './queue.ts'
import type { Task } from './registry.ts'

export interface Round {
  /** The task queued for each association; its name is the round's. */
  task: Task<{ tenantId: string }>
  /** From one time to the next; rounds fall on whole multiples of it, so a day's begins at midnight UTC. */
  seconds: number
}

/** Milliseconds between two looks at the clock. */
const LOOK = 5_000

/** When each round is due next as far as this process knows: the table is asked only then. */
type Known = Map<string, number>

/**
 * Takes a round of an association if it is due: notes the next time and queues the work in one transaction.
 * @returns when it is due next
 */
async function takeRound({ task, seconds }: Round, tenantId: string, at: Date): Promise<Date> {
  const step = seconds * 1000
  const next = new Date((Math.floor(at.getTime() / step) + 1) * step)
  // Written by a clock that ran far ahead and was set right: waiting for that time would stop the work until then.
  const tooFar = new Date(next.getTime() + step)
  return inTenantSql(tenantId, async (query, client) => {
    const [taken] = await query(sql`
      INSERT INTO "round" ("tenantId", "name", "dueAt") VALUES (${tenantId}, ${task.name}, ${next})
      ON CONFLICT ("tenantId", "name") DO UPDATE SET "dueAt" = EXCLUDED."dueAt"
      WHERE "round"."dueAt" <= ${at} OR "round"."dueAt" > ${tooFar}
      RETURNING "name"`)
    if (taken) {
      await enqueue(task, { tenantId }, { client })
      return next
    }
    const [row] = await query<RowOf<'round', 'dueAt'>>(
      sql`SELECT "dueAt" FROM "round" WHERE "tenantId" = ${tenantId} AND "name" = ${task.name}`,
    )
    return row?.dueAt ?? next
  })
}

/** True while a round is known to be due later: but never later than a clock that was not moved could have said. */
const isAhead = (dueAt: number | undefined, at: Date, seconds: number) =>
  dueAt !== undefined && dueAt > at.getTime() && dueAt <= at.getTime() + 2 * seconds * 1000

/** Queues every round that is due at this instant. */
export async function beginRounds(rounds: readonly Round[], known: Known = new Map()): Promise<void> {
  const at = now()
  for (const tenant of rounds.length > 0 ? await allTenants() : [])
    for (const round of rounds) {
      const key = `${tenant.id} ${round.task.name}`
      if (isAhead(known.get(key), at, round.seconds)) continue
      known.set(key, (await takeRound(round, tenant.id, at)).getTime())
    }
}

/** Looks at the clock until stopped. @returns how to stop */
export function startRounds(rounds: readonly Round[]): () => Promise<void> {
  const known: Known = new Map()
  let looking: Promise<void> | undefined
  const look = () => {
    looking ??= beginRounds(rounds, known)
      .catch((error: Error) => log().error({ err: error }, 'rounds failed'))
      .finally(() => {
        looking = undefined
      })
  }
  look()
  const timer = setInterval(look, LOOK)
  return async () => {
    clearInterval(timer)
    await looking
  }
}
