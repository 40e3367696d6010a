/** What the staff type about a cheque, a transfer or cash. */
import { z } from 'zod'
import { startOfDay } from '#app/calendar/civil-day.ts'
import { euroField } from './join.schema.ts'

export const recordSchema = z.object({
  person: z.string().min(1),
  tier: z.string().min(1),
  means: z.enum(['cheque', 'transfer', 'cash']),
  receivedOn: z.string().refine((day) => startOfDay(day) !== undefined, 'day'),
  reference: z.string().trim().max(80).optional(),
  gift: euroField,
  /** The amount that the button named, in cents: another one is shown before it is recorded. */
  expected: z.coerce.number().int().min(0).optional(),
})
export type Recorded = z.infer<typeof recordSchema>
