/** The treasurer's dated settings as forms send them. */
import { z } from 'zod'
import { taxReceiptsSchema } from '#app/domain/documents/tax-receipt.schema.ts'
import { type Seller, sellerSchema } from '#app/tenant/seller.schema.ts'

export interface ReadSetting<T> {
  ok: true
  startsOn: string
  value: T
}
export interface WrongSetting {
  ok: false
  /** Names of fields that cannot be. */
  wrong: string[]
  typed: Record<string, string>
}

const day = z.iso.date()

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim()

function typedOf(form: FormData): Record<string, string> {
  return Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
}

function judge<T>(form: FormData, read: z.ZodSafeParseResult<T>): ReadSetting<T> | WrongSetting {
  const startsOn = text(form, 'startsOn')
  const wrong = [
    ...(day.safeParse(startsOn).success ? [] : ['startsOn']),
    ...(read.success ? [] : read.error.issues.map(({ path }) => String(path.at(-1) ?? path[0] ?? ''))),
  ]
  if (read.success && wrong.length === 0) return { ok: true, startsOn, value: read.data }
  return { ok: false, wrong: [...new Set(wrong)], typed: typedOf(form) }
}

/** @returns who sells from a day on; what is empty is left out. */
export function readSellerForm(form: FormData): ReadSetting<Seller> | WrongSetting {
  const optional = (name: string) => (text(form, name) ? { [name]: text(form, name).replace(/\s/g, '') } : {})
  const points = (name: string) => Math.round(Number(text(form, name).replace(',', '.')) * 100)
  return judge(
    form,
    sellerSchema.safeParse({
      legalName: text(form, 'legalName'),
      legalForm: text(form, 'legalForm'),
      address: {
        street: text(form, 'street'),
        more: text(form, 'more'),
        postcode: text(form, 'postcode'),
        city: text(form, 'city'),
        country: text(form, 'country') || 'FR',
      },
      ...optional('siren'),
      ...optional('rna'),
      ...optional('iban'),
      ...optional('bic'),
      vat: {
        members: text(form, 'members'),
        companies: text(form, 'companies'),
        rateBasisPoints: points('rateBasisPoints') || 2000,
        ...optional('number'),
      },
      yearEnds: text(form, 'yearEnds') || '12-31',
      lateBasisPoints: points('lateBasisPoints'),
      ...optional('feesAccount'),
    }),
  )
}

/** @returns what tax receipts stand on from a day on. */
export function readTaxReceiptsForm(form: FormData) {
  const on = text(form, 'on') === 'yes'
  return judge(
    form,
    taxReceiptsSchema.safeParse(
      on
        ? {
            on: true,
            basis: text(form, 'basis'),
            basisDay: text(form, 'basisDay'),
            quality: text(form, 'quality'),
            object: text(form, 'object'),
            signatory: { name: text(form, 'signatoryName'), title: text(form, 'signatoryTitle') },
            forms: { person: text(form, 'person'), company: text(form, 'company') },
          }
        : { on: false },
    ),
  )
}
