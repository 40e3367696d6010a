/**
 * Who sells, as invoices and receipts must name it, and under which VAT rule. The tenant file says what holds from the
 * start; later changes are dated rows that treasurers write (`/admin/paiements/reglages`), read by the same schema.
 */
import { z } from 'zod'
import { FEES_ACCOUNTS } from './fees-accounts.ts'
import { isSiren } from './siret.ts'
import { VAT_REGIMES } from './vat-regimes.ts'

const line = z.string().trim().min(1).max(120)

export const postalAddressSchema = z
  .object({
    street: line,
    more: z.string().trim().max(120).default(''),
    postcode: z.string().trim().min(2).max(12),
    city: line,
    country: z.string().regex(/^[A-Z]{2}$/, 'two capitals such as FR'),
  })
  .strict()
export type PostalAddress = z.infer<typeof postalAddressSchema>

export const sellerSchema = z
  .object({
    legalName: line,
    /** Such as « association régie par la loi du 1er juillet 1901 ». */
    legalForm: line,
    address: postalAddressSchema,
    siren: z.string().refine(isSiren, 'nine digits that pass their check').optional(),
    /** Number in the register of associations. */
    rna: z
      .string()
      .regex(/^W\d{9}$/, 'W and nine digits')
      .optional(),
    vat: z
      .object({
        /** Dues and whatever else is sold to persons. */
        members: z.enum(VAT_REGIMES),
        /** Directory passes and whatever else is sold to companies: art. 261-7-1° a does not reach them. */
        companies: z.enum(VAT_REGIMES),
        rateBasisPoints: z.int().min(1).max(10_000).default(2000),
        number: z
          .string()
          .regex(/^[A-Z]{2}[0-9A-Z]{2,13}$/, 'such as FR40303265045')
          .optional(),
      })
      .strict()
      .refine((vat) => (vat.members !== 'taxed' && vat.companies !== 'taxed') || vat.number, {
        path: ['number'],
        message: 'who charges VAT states its number',
      }),
    iban: z.string().refine(isIban, 'an IBAN that passes its check').optional(),
    bic: z
      .string()
      .regex(/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/)
      .optional(),
    /** Last day of the accounting year, month and day. */
    yearEnds: z
      .string()
      .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'such as 12-31')
      .default('12-31'),
    /** What late payers of the B2B kind owe (art. L441-10 of the Code de commerce): percent a year in basis points. */
    lateBasisPoints: z.int().min(0).max(5000).default(1215),
    /** Account of what payments cost: among all of the bank's services, or apart (law-fr §2). */
    feesAccount: z.enum(FEES_ACCOUNTS).optional(),
  })
  .strict()

export type Seller = z.infer<typeof sellerSchema>

/** ISO 13616: the first four signs go to the end, letters become numbers, the rest by 97 is one. */
export function isIban(typed: string): boolean {
  const bare = typed.replace(/\s/g, '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(bare)) return false
  let rest = 0
  for (const sign of bare.slice(4) + bare.slice(0, 4)) rest = Number(`${rest}${Number.parseInt(sign, 36)}`) % 97
  return rest === 1
}
