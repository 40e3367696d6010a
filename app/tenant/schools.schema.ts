/** `schools`: what an account of a school needs, and the directory of schools and courses (N3, N8). */
import { z } from 'zod'

export const schoolsSchema = z
  .object({
    requires: z.enum(['nothing', 'validation']),
    /** Schools present themselves and their courses to everybody; absent: there is no such directory. */
    directory: z
      .object({
        /** When the association reads what schools write: never by rule, or before it is shown. */
        moderation: z.enum(['none', 'before']).default('none'),
      })
      .strict()
      .optional(),
  })
  .strict()
