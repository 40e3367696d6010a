/** What the form of `/adhesion` sends. */
import { z } from 'zod'
import { SITUATIONS } from '#app/tenant/money.schema.ts'

/** Euros as people type them, `12,50` → cents; nothing typed is nothing given. */
export const euroField = z
  .string()
  .default('')
  .transform((typed) => typed.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.'))
  .refine((typed) => typed === '' || /^\d{1,6}(\.\d{1,2})?$/.test(typed), 'amount')
  .transform((typed) => Math.round(Number(typed || '0') * 100))

export const joinSchema = z.object({
  situation: z.enum(SITUATIONS),
  gift: euroField,
  campaign: z.string().max(40).optional(),
  renew: z.literal('on').optional(),
  /** In how many payments. */
  times: z.coerce.number().int().min(1).max(12).default(1),
})
export type Join = z.infer<typeof joinSchema>
