/** Roles that an association composes for its volunteers: `staffRoles` of a tenant file [P4]. */
import { z } from 'zod'
import { STAFF_ACTIONS } from '#app/vocabulary/actions.ts'

const name = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'lower-case letters, digits and hyphens')
const words = z.object({ fr: z.string().min(1), en: z.string().min(1) }).strict()

export const staffRoles = z
  .record(
    name,
    z
      .object({
        name: words,
        /** What it does. Extraction is nobody's but the administrator's. */
        may: z.array(z.enum(STAFF_ACTIONS)).min(1),
        /** Fields of people that it reads besides those its actions show (staff-roles.ts): fields, themes or sets. */
        reads: z.array(z.string().min(1)).default([]),
      })
      .strict(),
  )
  .default({})
