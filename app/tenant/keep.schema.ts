/** `keep`: how long things live where the association's own papers say so (S2, S5, N2–N9). Defaults: `retention.ts`. */
import { z } from 'zod'

const months = (least = 1, most = 1200) => z.int().min(least).max(most).optional()

/** Months, but for `copies`, which is in days. */
export const keep = z
  .object({
    publications: months(),
    conversations: months(),
    alerts: months(),
    credentialRequests: months(),
    offers: months(),
    /** The law asks for ten years at least. */
    accounting: months(120),
    /** Network addresses on sales, payments and invoices; no longer than the invoices themselves. */
    buyerOrigins: months(1, 120),
    /** Names and addresses on baskets that were never paid. */
    abandonedBaskets: months(1, 12),
    logs: months(6, 36),
    attempts: months(1, 12),
    staging: months(2, 12),
    requests: months(12, 72),
    copies: z.int().min(1).max(30).optional(),
  })
  .strict()

export type Keep = z.infer<typeof keep>
