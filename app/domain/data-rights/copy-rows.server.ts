/** Everything the association holds about one person or organisation, table by table (GDPR, articles 15 and 20). */
import * as href from '#app/addresses.ts'
import { CATALOGUE, type CatalogueTable } from '#app/db/catalogue.ts'
import type { RowOf } from '#app/db/rows.ts'
import { join, name, type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { readChoiceCode } from '#app/vocabulary/audiences.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import { COMPANIONS, copiedBy, type OwnerColumn, PERSONAL, THROUGH, toldColumns } from './personal-tables.ts'
import type { Subject } from './subject.server.ts'

export type CopiedRow = Record<string, unknown>

export interface CopyContent {
  association: string
  at: string
  /** Rows of every table that holds something about the person. */
  tables: Record<string, CopiedRow[]>
  /** Who read or changed them. */
  traces: unknown[]
  openedBy: unknown[]
  opened: unknown[]
  reports: unknown[]
  files: { name: string; purpose: string; bytes: number | null }[]
}

/** Stands for the value that no copy has; the page says where it is read. */
export const ELSEWHERE = href.iesfCode

/** @returns the condition that a row belongs to the subject; undefined where it cannot. */
export function belongsTo(subject: Subject, owners: readonly OwnerColumn[]): Sql | undefined {
  const { personId, organisationId, accountIds } = subject
  const conditions = owners.flatMap(({ kind, column }) => {
    if (kind === 'person') return personId ? [sql`r.${name(column)} = ${personId}::uuid`] : []
    if (kind === 'organisation') return organisationId ? [sql`r.${name(column)} = ${organisationId}::uuid`] : []
    return accountIds.length > 0 ? [sql`r.${name(column)} = ANY(${accountIds}::uuid[])`] : []
  })
  return conditions.length > 0 ? sql`(${join(conditions, ' OR ')})` : undefined
}

/** @returns rows by table, those of the subject alone; empty tables are left out. */
export async function copyRows(query: Query, subject: Subject): Promise<Record<string, CopiedRow[]>> {
  const rows: Record<string, CopiedRow[]> = {}
  for (const table of PERSONAL) {
    const mine = belongsTo(subject, copiedBy(table))
    const found = mine ? await rowsOf(query, subject.tenantId, table, mine) : []
    if (found.length > 0) rows[table.table] = found
  }
  for (const [child, { parent, link }] of Object.entries(THROUGH)) {
    const [table, above] = [child, parent].map((name) => CATALOGUE.find((one) => one.table === name))
    const mine = above && belongsTo(subject, copiedBy(above))
    if (!table || !mine) continue
    const theirs = sql`r.${name(link)} IN (SELECT r."id" FROM ${name(parent)} r
      WHERE r."tenantId" = ${subject.tenantId} AND ${mine})`
    const found = await rowsOf(query, subject.tenantId, table, theirs)
    if (found.length > 0) rows[child] = found
  }
  if (rows.person) rows.person = await Promise.all(rows.person.map((row) => wholePerson(query, subject, row)))
  return rows
}

async function rowsOf(query: Query, tenantId: string, table: CatalogueTable, mine: Sql): Promise<CopiedRow[]> {
  const companions = COMPANIONS.filter((column) => column in table.columns)
  const told = toldColumns(table).map((column) => sql`r.${name(column)}`)
  const others = companions.map(
    (column) => sql`(SELECT o."handle" FROM "person" o WHERE o."tenantId" = ${tenantId}
      AND o."id" = r.${name(column)}) AS "other"`,
  )
  if (told.length + others.length === 0) return []
  // A merge or an import may have left choices as codes only: they are read beside the row.
  const choices = table.table === 'person' ? [sql`r."siteChoices"`, sql`r."printChoices"`] : []
  const body =
    table.table === 'import_decision'
      ? [sql`r."body"->'values' AS "values"`, sql`r."body"->'changes' AS "changes"`]
      : []
  const answers =
    table.table === 'friend_request'
      ? (['answer', 'answeredAt'] as const).map(
          (column) => sql`CASE WHEN r."answer" = 'accepted' THEN r.${name(column)} END AS ${name(column)}`,
        )
      : []
  return query<CopiedRow>(sql`SELECT ${join([...told, ...others, ...choices, ...body, ...answers], ', ')}
    FROM ${name(table.table)} r
    WHERE r."tenantId" = ${tenantId} AND ${mine} ORDER BY ${join(
      table.key.map((column) => sql`r.${name(column)}`),
      ', ',
    )}`)
}

/**
 * That there is a secret and never which (rules.md, "iesfCode": in no export), relatives by their handles, audiences in
 * words.
 */
async function wholePerson(query: Query, { tenantId, personId }: Subject, row: CopiedRow): Promise<CopiedRow> {
  const { siteChoices, printChoices, ...told } = row
  const ties = await query<
    RowOf<'family_tie', 'kind'> & RowOf<'person', 'handle'>
  >(sql`SELECT t."kind", o."handle" FROM "family_tie" t
    JOIN "person" o ON o."tenantId" = ${tenantId} AND o."id" = t."otherId"
    WHERE t."tenantId" = ${tenantId} AND t."personId" = ${personId}::uuid ORDER BY o."handle"`)
  return {
    ...told,
    iesfCode: told.iesfCode ? ELSEWHERE : null,
    familyTies: ties.length > 0 ? ties : null,
    audiences: { site: choicesIn(siteChoices), print: choicesIn(printChoices) },
  }
}

function choicesIn(codes: unknown): Record<string, string> {
  const chosen = ((codes ?? []) as number[]).flatMap((code) => {
    const choice = readChoiceCode(code)
    return choice ? [[choice.field, choice.audience] as const] : []
  })
  return Object.fromEntries(chosen)
}

/** @returns the values of a copied person by field id, in the order of pages. */
export function fieldsOf(person: CopiedRow): [FieldId, unknown][] {
  return FIELD_IDS.flatMap((field): [FieldId, unknown][] => {
    const value = person[field]
    const isEmpty =
      value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
    return isEmpty ? [] : [[field, value]]
  })
}
