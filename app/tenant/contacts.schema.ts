/** What an association decides about contacts between people, their messages, and reports of people (S9, N9, E6). */
import { z } from 'zod'
import { ROLES } from '#app/vocabulary/roles.ts'

/** Strangers one may write to in a day, of the first role that one holds. */
const STRANGERS = { member: 10, adherent: 20, recruiter: 30, school: 30 }
/** Of roles that the file does not name: the staff's. */
export const STRANGERS_OF_OTHERS = 30

export const contacts = z
  .object({
    /** People one may ask in a day. */
    askedPerDay: z.int().positive().default(20),
    /** People one account may report in a day. */
    reportedPerDay: z.int().positive().default(5),
    /** Strangers one may begin a conversation with in a day, by role; answers and old conversations are free. */
    strangersPerDay: z
      .partialRecord(z.enum(ROLES), z.int().nonnegative())
      .default({})
      .transform((own): Partial<Record<(typeof ROLES)[number], number>> => ({ ...STRANGERS, ...own })),
  })
  .strict()
  .prefault({})

export const messages = z
  .object({
    /** Whether a stranger's request is told by mail, once and without its text, or waits on the site alone. */
    requests: z.enum(['site', 'mail']).default('site'),
    /** `never`: mails carry no text of messages; else each person chooses. */
    text: z.enum(['chosen', 'never']).default('chosen'),
  })
  .strict()
  .prefault({})
