/** Reads people as the rows that own their values, for changing them. */
import { name, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { FIELD_IDS } from '#app/vocabulary/fields.ts'
import {
  COORDINATES,
  type DiplomaSource,
  type EmailSource,
  OWN_FIELDS,
  type PersonSource,
  type PersonValues,
  type PositionSource,
  type ProvenanceMap,
  type TieSource,
} from './person-source.ts'

/** A person as stored: the rows that own the values, and the values as pages read them today. */
export interface LoadedPerson {
  source: PersonSource
  values: PersonValues
}

interface PersonRow extends Record<string, unknown> {
  id: string
  handle: string
  siteChoices: number[] | null
  printChoices: number[] | null
  consentSchool: boolean
  consentRecruiters: boolean
  consentFederation: boolean
  listed: boolean
  provenance: ProvenanceMap
}

const COLUMNS = [
  ...[
    'id',
    'handle',
    'siteChoices',
    'printChoices',
    'consentSchool',
    'consentRecruiters',
    'consentFederation',
    'listed',
  ],
  ...['provenance', ...COORDINATES, ...FIELD_IDS],
]
  .map((column) => name(column, 'p'))
  .reduce((all, one) => sql`${all}, ${one}`)

/**
 * Locks the rows until the transaction ends, in the order of their ids, so that two writers neither mix nor block each
 * other.
 * @param locked false for pages that only show them: a reader neither waits for a writer nor holds one up
 * @returns by id; people of another association, and unknown ids, are absent
 */
export async function loadPeople(
  query: Query,
  tenantId: string,
  ids: readonly string[],
  locked = true,
): Promise<Map<string, LoadedPerson>> {
  const wanted = [...new Set(ids)]
  const rows = await query<PersonRow>(sql`SELECT ${COLUMNS} FROM "person" p
    WHERE p."tenantId" = ${tenantId} AND p."id" = ANY(${wanted}::uuid[])
    ORDER BY p."id" ${locked ? sql`FOR UPDATE` : sql``}`)
  const loaded = new Map(rows.map((row) => [row.id, fromRow(row)]))
  const found = [...loaded.keys()]
  if (found.length === 0) return loaded
  for (const { personId, ...diploma } of await readDiplomas(query, tenantId, found))
    loaded.get(personId)!.source.diplomas.push(diploma)
  for (const { personId, ...position } of await readPositions(query, tenantId, found))
    loaded.get(personId)!.source.positions.push(position)
  for (const { personId, ...email } of await readEmails(query, tenantId, found))
    loaded.get(personId)!.source.emails.push(email)
  const ties = await query<TieSource & { personId: string }>(sql`SELECT "personId", "otherId", "kind"
    FROM "family_tie" WHERE "tenantId" = ${tenantId} AND "personId" = ANY(${found}::uuid[]) AND "askedBy" IS NULL`)
  for (const { personId, ...tie } of ties) loaded.get(personId)!.source.ties.push(tie)
  return loaded
}

function fromRow(row: PersonRow): LoadedPerson {
  const pick = (fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, row[field] ?? null]))
  return {
    values: pick(FIELD_IDS),
    source: {
      ...{ id: row.id, handle: row.handle, own: pick(OWN_FIELDS) },
      coordinates: pick(COORDINATES) as PersonSource['coordinates'],
      ...{ diplomas: [], positions: [], emails: [], ties: [] },
      ...{ siteChoices: row.siteChoices ?? [], printChoices: row.printChoices ?? [] },
      consents: { school: row.consentSchool, recruiters: row.consentRecruiters, federation: row.consentFederation },
      listed: row.listed,
      provenance: row.provenance,
    },
  }
}

function readDiplomas(query: Query, tenantId: string, ids: string[]) {
  return query<DiplomaSource & { personId: string }>(sql`
    SELECT "personId", "id", "rank", "diploma", "programme", "speciality", "promotion", "level", "apprenticeship",
      "diplomaState", "school", "diplomaNumber", "registrationNumber", "session"
    FROM "diploma" WHERE "tenantId" = ${tenantId} AND "personId" = ANY(${ids}::uuid[]) ORDER BY "rank", "id"`)
}

function readPositions(query: Query, tenantId: string, ids: string[]) {
  return query<PositionSource & { personId: string }>(sql`
    SELECT o."personId", o."id", o."jobTitle", o."workField", o."workLevel", o."phone", o."email", o."city",
      o."country",
      o."startedOn", o."endedOn", CASE WHEN c."id" IS NOT NULL THEN json_build_object('id', c."id", 'name', c."name",
        'siret', c."siret", 'naf', c."naf", 'address', c."address", 'city', c."city", 'country', c."country")
          END AS "company"
    FROM "position" o LEFT JOIN "company" c ON c."tenantId" = ${tenantId} AND c."id" = o."companyId"
    WHERE o."tenantId" = ${tenantId} AND o."personId" = ANY(${ids}::uuid[]) ORDER BY o."id"`)
}

async function readEmails(query: Query, tenantId: string, ids: string[]) {
  const rows = await query<Omit<EmailSource, 'verifiedAt'> & { personId: string; verifiedAt: Date | null }>(sql`
    SELECT "personId", "id", "kind", "rank", "address", "preferred", "invalid", "verifiedAt"
    FROM "person_email" WHERE "tenantId" = ${tenantId} AND "personId" = ANY(${ids}::uuid[]) ORDER BY "rank", "id"`)
  return rows.map((row) => ({ ...row, verifiedAt: row.verifiedAt?.toISOString() ?? null }))
}
