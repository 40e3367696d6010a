/** `processing`: what the register of processing (GDPR, article 30) says that no other rule of the association tells. */
import { z } from 'zod'

/** What an association does with data; which of them it does follows from the rest of its file (features/rights/register.ts). */
export const ACTIVITIES = [
  ...(['directory', 'accounts', 'schoolFiles', 'dues', 'companies', 'schools', 'offers', 'profiles'] as const),
  ...(['lists', 'messages', 'groups', 'federation', 'statistics', 'security', 'rights'] as const),
] as const
export type Activity = (typeof ACTIVITIES)[number]

/** GDPR, article 6. */
export const BASES = ['contract', 'consent', 'legitimate-interest', 'legal-obligation'] as const
export type Basis = (typeof BASES)[number]

const words = z.object({ fr: z.string().min(1), en: z.string().min(1) }).strict()

export const processing = z
  .object({
    /** Where the association's papers name another basis than the usual one. */
    bases: z.partialRecord(z.enum(ACTIVITIES), z.enum(BASES)).default({}),
    /** Data handed to somebody outside: the school, the federation of engineers. */
    transfers: z.array(z.object({ to: words, what: words, basis: z.enum(BASES) }).strict()).default([]),
    /** Data protection officer, where there is one; else `contactEmail` answers. */
    officer: z
      .object({ name: z.string().min(1), email: z.email() })
      .strict()
      .optional(),
  })
  .strict()
  .default({ bases: {}, transfers: [] })
