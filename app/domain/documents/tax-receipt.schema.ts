/**
 * What tax receipts stand on. They are OFF until an administrator has recorded, with its date, the legal basis (a
 * rescrit of the administration, or an opinion the board answers for) and who signs: doctrine is strict on alumni
 * associations. Pure.
 */
import { z } from 'zod'
import { BODY_QUALITIES } from './body-qualities.ts'

const line = (most: number) => z.string().trim().min(2).max(most)

export const taxReceiptsSchema = z.discriminatedUnion('on', [
  z.object({ on: z.literal(false) }).strict(),
  z
    .object({
      on: z.literal(true),
      /** The decision or opinion, such as « rescrit n° 2026/123 de la DRFiP ». */
      basis: line(300),
      /** Its date, a civil day. */
      basisDay: z.iso.date(),
      quality: z.enum(BODY_QUALITIES),
      /** The association's object, as its statutes say it. */
      object: line(600),
      signatory: z.object({ name: line(120), title: line(120) }).strict(),
      /** Versions of the forms, which change: `11580*05` for persons, `16216*03` for companies. */
      forms: z
        .object({
          person: z.string().regex(/^11580\*\d{2}$/, 'such as 11580*05'),
          company: z.string().regex(/^16216\*\d{2}$/, 'such as 16216*03'),
        })
        .strict(),
    })
    .strict(),
])

export type TaxReceipts = z.infer<typeof taxReceiptsSchema>
export type TaxReceiptsOn = Extract<TaxReceipts, { on: true }>
