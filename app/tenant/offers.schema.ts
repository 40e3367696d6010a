/** `offers`: who deposits and who reads offers, who validates them, how long they are on line (E4, I11, I12, N4). */
import { z } from 'zod'
import { ROLES } from '#app/vocabulary/roles.ts'

const roles = z.array(z.enum(ROLES)).min(1)

export const offersSchema = z
  .object({
    /** Somebody of the association reads each offer before it is shown. */
    validated: z.boolean(),
    /** Months on line; the last day is whole (C1). */
    onlineMonths: z.int().positive(),
    /** What comes after: kept in its author's space to be published again, or deleted. */
    afterwards: z.enum(['keep', 'delete']),
    /** Months after which internships and student jobs come back on top, with a mail that carries a delete link. */
    refreshMonths: z.int().positive().optional(),
    readers: roles,
    /** Who deposits offers, beside the staff whose task they are. */
    authors: roles.default(['member', 'adherent', 'recruiter', 'poster', 'school']),
    /** Whether an author may open an offer to everybody, search engines included. */
    open: z.boolean().default(false),
    /** Different people whose reports take an offer off line until somebody has looked (C6). */
    reportsHide: z.int().min(2).default(3),
  })
  .strict()
