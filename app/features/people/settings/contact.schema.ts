/** Answers of « Coordonnées »: e-mails and the preferred one (I4), phones, links. Errors are text keys. */
import { z } from 'zod'
import { readWebAddress } from '#app/i18n/read-answer.ts'
import { EMAIL_FIELDS, LINK_FIELDS } from './contact-order.ts'
import { line, phone } from './section.schema.ts'

/** Two personal, two of work; the lifetime one is the association's to give. */
export const EMAIL_SLOTS = EMAIL_FIELDS
export type EmailSlot = (typeof EMAIL_SLOTS)[number]
export const PREFERABLE = [...EMAIL_SLOTS, 'lifetime0'] as const
export const LINK_SLOTS = LINK_FIELDS

const email = () => line(254).toLowerCase().pipe(z.email('email')).optional()

const link = () =>
  line(300)
    .transform((typed, ctx) => {
      const address = readWebAddress(typed)
      if (address !== undefined) return address
      ctx.addIssue({ code: 'custom', message: 'link' })
      return z.NEVER
    })
    .optional()

const yesNo = () =>
  z
    .enum(['yes', 'no'], 'choice')
    .transform((value) => value === 'yes')
    .optional()

export const contactSchema = z
  .object({
    version: z.string().max(40).default(''),
    ...{ personal0: email(), personal1: email(), work0: email(), work1: email() },
    preferred: z.enum(PREFERABLE, 'choice').optional(),
    ...{ mobilePhone: phone().optional(), homePhone: phone().optional() },
    ...{ acceptsContact: yesNo(), emailingConsent: yesNo() },
    ...{ link0: link(), link1: link(), link2: link(), link3: link(), link4: link() },
    /** Asked for where an address changes (E5). */
    currentPassword: z.string().max(1000).optional(),
  })
  .superRefine((answers, ctx) => {
    const seen = new Set<string>()
    for (const slot of EMAIL_SLOTS) {
      const address = answers[slot]
      if (address && seen.has(address)) ctx.addIssue({ code: 'custom', path: [slot], message: 'twice' })
      if (address) seen.add(address)
    }
    if (answers.personal1 && !answers.personal0)
      ctx.addIssue({ code: 'custom', path: ['personal0'], message: 'firstFirst' })
    if (answers.work1 && !answers.work0) ctx.addIssue({ code: 'custom', path: ['work0'], message: 'firstFirst' })
  })

export type ContactAnswers = z.output<typeof contactSchema>
