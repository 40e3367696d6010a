/** What every kind of bulk action is made of. */
import type { Ctx } from '#app/context/open.ts'
import type { Sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { BulkPerson } from '#app/policy/bulk.rules.ts'

/** Why somebody was left as they were; keys of `bulk:reasons`. */
export type Reason =
  | 'same'
  | 'refused'
  | 'forLife'
  | 'deceased'
  | 'active'
  | 'closed'
  | 'noAddress'
  | 'lately'
  | 'rank'
  | 'self'
  | 'changed'
  | 'used'
  | 'over'
  | 'paidUp'
  | 'renews'
  | 'quiet'
  | 'remindedLately'
  | 'sent'

/** For whom, by whom and when a batch is done; the viewer is read anew for each. */
export type Work = Pick<Ctx, 'tenant' | 'viewer' | 'now'> & { runId: string }

/** A chosen person, with what the action needs to know. */
export interface Chosen<Fact = unknown> extends BulkPerson {
  id: string
  deceased: boolean
  fact: Fact
}

/** A person whom the action changed, with what undoing it needs. */
export interface Traced<Trace = unknown> {
  id: string
  trace: Trace
}

/** One kind: what it asks of each person, whom it passes over, what it writes and how it is taken back. */
export interface BulkKind<Params, Fact, Trace> {
  /** A JSON value about the person `p` and their account `a`. */
  fact(work: Work, params: Params): Sql
  why(one: Chosen<Fact>, params: Params, work: Work): Reason | undefined
  apply(query: Query, work: Work, params: Params, some: readonly Chosen<Fact>[]): Promise<Traced<Trace>[]>
  /** @returns those who changed since, and stay as they are */
  undo(query: Query, work: Work, params: Params, some: readonly Traced<Trace>[]): Promise<Map<string, Reason>>
}
