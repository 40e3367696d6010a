/** What a use-case works with: one transaction of one association, at one instant. */
import type { Query } from '#app/db/transaction.ts'
import type { Tenant } from './tenants.ts'

/** A transaction and the association it is set to. @typeParam T what the function needs of the association */
export interface Scoped<T = Tenant> {
  query: Query
  tenant: T
}

/** {@link Scoped} at an instant: the request's, or the one that a test has set. */
export interface Unit<T = Tenant> extends Scoped<T> {
  now: Date
}
