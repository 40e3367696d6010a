/**
 * `processing`: what the register of processing (GDPR, article 30) says that no other rule of the association tells.
 */
import { z } from 'zod'
import { CONSENTS } from '#app/vocabulary/consents.ts'
import { ROLES } from '#app/vocabulary/roles.ts'

/**
 * What an association does with data; which of them it does follows from the rest of its file
 * (features/site/legal/register.ts).
 */
export const ACTIVITIES = [
  ...(['directory', 'accounts', 'schoolFiles', 'dues', 'companies', 'schools', 'offers', 'profiles'] as const),
  ...(['lists', 'messages', 'groups', 'events', 'carnet', 'federation', 'statistics', 'security', 'rights'] as const),
] as const
export type Activity = (typeof ACTIVITIES)[number]

/** GDPR, article 6. */
export const BASES = ['contract', 'consent', 'legitimate-interest', 'legal-obligation', 'public-interest'] as const
export type Basis = (typeof BASES)[number]

const words = z.object({ fr: z.string().min(1), en: z.string().min(1) }).strict()

/** One, or several where the papers name several. */
const basis = z.union([z.enum(BASES), z.array(z.enum(BASES)).min(1)])
const byActivity = z.partialRecord(z.enum(ACTIVITIES), words).optional()

/** A file that the staff makes for the receiver; without, the transfer is announced and made by other means. */
const transferFile = z
  .object({
    id: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
    /** The role through whose eyes it is made: what that role may not read never leaves. */
    as: z.enum(ROLES).default('school'),
    /** Fields, themes or named sets; of them, those that the role reads. */
    fields: z.array(z.string().min(1)).min(1),
    /** Only people who gave this consent; needed where consent is the basis. */
    consent: z.enum(CONSENTS).optional(),
    /** Whether each person is written to when their values have left. */
    tells: z.boolean().default(false),
  })
  .strict()

export const processing = z
  .object({
    /**
     * By what right, as the association's papers say; an activity that is left out is told as the product's usual one.
     */
    bases: z.partialRecord(z.enum(ACTIVITIES), basis).default({}),
    /** What for, in the association's own words; else the product's. */
    purposes: byActivity,
    /** Categories of data besides those that the rules themselves tell. */
    data: byActivity,
    /** Who gets to know, besides the roles that the rules themselves tell. */
    recipients: byActivity,
    /** Data handed to somebody outside: the school, the federation of engineers. */
    transfers: z.array(z.object({ to: words, what: words, basis, file: transferFile.optional() }).strict()).default([]),
    /** Data protection officer, where there is one; else `contactEmail` answers. */
    officer: z
      .object({ name: z.string().min(1), email: z.email() })
      .strict()
      .optional(),
  })
  .strict()
  .default({ bases: {}, transfers: [] })

/** @returns the bases, several or one. */
export const basesIn = (said: Basis | readonly Basis[]): readonly Basis[] => (typeof said === 'string' ? [said] : said)
