/**
 * Accounts that the payment service’s fees may be booked under; the first unless the treasurer says otherwise. Also
 * read in the browser. Pure.
 */
export const FEES_ACCOUNTS = ['627', '6278'] as const
