/** Addresses of bulk actions. Pure; also read in the browser. */
import * as href from '#app/addresses.ts'
export const BULK_RUNS = href.bulkRuns

export type BulkPage = 'confirmation' | 'annuler'

/** @returns the address of one action, or of one of its pages */
export function bulkAddress(id: string, page?: BulkPage): string {
  return page ? `${BULK_RUNS}/${id}/${page}` : `${BULK_RUNS}/${id}`
}
