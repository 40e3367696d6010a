/** Who a company is on its invoices (law-fr §3): its registered name, SIRET or a country abroad, VAT number. */
import { z } from 'zod'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { digitsOf, isSiret } from '#app/tenant/siret.ts'
import { isVatNumber, isVatNumberOf, plainVatNumber } from '#app/tenant/vat-number.ts'

export interface CompanyIdentity {
  /** As registered; empty: the name that the association knows it by. */
  legalName: string
  /** A second line: a department, or for whose attention. */
  legalMore: string
  siret: string
  vatNumber: string
  /** Established outside France, without SIRET. */
  foreign: boolean
}

export type IdentityField = 'legalName' | 'legalMore' | 'siret' | 'vatNumber'

const line = z.string().trim().max(120)
const fields = z
  .object({ legalName: line, legalMore: line, siret: z.string(), vatNumber: z.string().max(30), foreign: z.boolean() })
  .refine(({ siret, foreign }) => foreign || isSiret(siret), { path: ['siret'] })
  .refine(({ vatNumber }) => vatNumber === '' || isVatNumber(vatNumber), { path: ['vatNumber'] })
  .refine(({ vatNumber, siret, foreign }) => vatNumber === '' || foreign || isVatNumberOf(vatNumber, siret), {
    path: ['vatNumber'],
  })

/** @returns the identity, its numbers without blanks; or the fields that are wrong */
export function readIdentity(form: FormData): CompanyIdentity | { wrong: IdentityField[] } {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const foreign = form.get('foreign') === 'on'
  const read = fields.safeParse({
    ...{ legalName: text('legalName'), legalMore: text('legalMore'), foreign },
    siret: foreign ? '' : digitsOf(text('siret')),
    vatNumber: plainVatNumber(text('vatNumber')),
  })
  if (read.success) return read.data
  return { wrong: [...new Set(read.error.issues.map(({ path }) => path[0] as IdentityField))] }
}

/**
 * @returns what the form begins with, the name that the association knows, and whether the SIRET is the staff's to
 * change
 */
export async function companyIdentity(query: Query, tenantId: string, id: string) {
  const [row] = await query<
    Record<'name' | 'legalName' | 'legalMore' | 'siret' | 'vatNumber' | 'countryCode', string | null> & {
      held: boolean
    }
  >(sql`
    SELECT "name", "legalName", "legalMore", "siret", "vatNumber", "countryCode",
      "validatedAt" IS NOT NULL AND "siret" IS NOT NULL AS "held"
    FROM "organisation" WHERE "tenantId" = ${tenantId} AND "id" = ${id}`)
  const abroad = row?.countryCode !== null && row?.countryCode !== 'FR'
  return {
    name: row?.name ?? '',
    held: row?.held ?? false,
    identity: {
      ...{ legalName: row?.legalName ?? '', legalMore: row?.legalMore ?? '' },
      ...{ siret: row?.siret ?? '', vatNumber: row?.vatNumber ?? '', foreign: !row?.siret && abroad },
    } satisfies CompanyIdentity,
  }
}

/** Writes a company's SIRET, unless the staff have validated another one. @returns false where they have */
export async function writeSiret(query: Query, tenantId: string, id: string, siret: string | null): Promise<boolean> {
  const written = await query(sql`
    UPDATE "organisation" SET "siret" = ${siret} WHERE "tenantId" = ${tenantId} AND "id" = ${id}
      AND ("validatedAt" IS NULL
      OR "siret" IS NULL OR regexp_replace("siret", '\\D', '', 'g') = ${siret}) RETURNING "id"`)
  return written.length > 0
}

/** @returns false where the staff have validated another SIRET: nothing is written then */
export async function writeIdentity(
  query: Query,
  tenantId: string,
  id: string,
  identity: CompanyIdentity,
): Promise<boolean> {
  const { legalName, legalMore, siret, vatNumber, foreign } = identity
  if (!(await writeSiret(query, tenantId, id, foreign ? null : siret))) return false
  await query(sql`
    UPDATE "organisation"
      SET "legalName" = ${legalName || null}, "legalMore" = ${legalMore || null}, "vatNumber" = ${vatNumber || null}
    WHERE "tenantId" = ${tenantId} AND "id" = ${id}`)
  return true
}
