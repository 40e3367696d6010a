/** What an association decides about contacts between people and about reports of people (S9, E6). */
import { z } from 'zod'

export const contacts = z
  .object({
    /** People one may ask in a day. */
    askedPerDay: z.int().positive().default(20),
    /** People one account may report in a day. */
    reportedPerDay: z.int().positive().default(5),
  })
  .strict()
  .default({ askedPerDay: 20, reportedPerDay: 5 })
