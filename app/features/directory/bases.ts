/** The two places where people are looked for. */
import { name, type Sql, sql } from '../../db/sql.ts'
import { fieldNumber } from '../../policy/vocabulary.ts'
import type { Base } from './matching.ts'

/** The association's own people. */
export function ownBase(tenantId: string): Base {
  return {
    type: 'Person',
    alias: 'p',
    matching: (fields, word, readable) => {
      const guard = readable('w')
      const numbers = fields.map(fieldNumber)
      const joined =
        guard.text === 'TRUE' ? sql`` : sql`JOIN "person" w ON w."tenantId" = t."tenantId" AND w."id" = t."personId"`
      return sql`p."id" IN (SELECT t."personId" FROM "search_token" t ${joined}
        WHERE t."tenantId" = ${tenantId} AND t."field" = ANY(${numbers}::smallint[]) AND ${word} AND (${guard}))`
    },
  }
}

/** What the other associations of the federation share, by contracts in force at this instant. */
export function sharedBase(federationId: string, now: Date): Base {
  return {
    type: 'SharedPerson',
    alias: 's',
    matching: (fields, word, readable) => {
      const guard = readable('w')
      const numbers = fields.map(fieldNumber)
      const joined =
        guard.text === 'TRUE'
          ? sql``
          : sql`JOIN ${sharedRows(federationId, now)} w ON w."tenantId" = t."tenantId" AND w."id" = t."entryId"`
      return sql`(s."tenantId", s."id") IN (SELECT t."tenantId", t."entryId" FROM "shared_token" t ${joined}
        WHERE t."federationId" = ${federationId} AND t."field" = ANY(${numbers}::smallint[]) AND ${word} AND (${guard}))`
    },
  }
}

/** Shared entries beside the contract that shares them: no contract in force, no row (C3). */
export function sharedRows(federationId: string, now: Date): Sql {
  return sql`(SELECT e.*, c."columns" AS "contractColumns", c."readers" AS "contractReaders",
      c."federationReaders" AS "contractFederationReaders"
    FROM "shared_entry" e
    JOIN "federation_contract" c ON c."tenantId" = e."tenantId" AND c."federationId" = e."federationId"
      AND c."startsAt" <= ${now} AND (c."endsAt" IS NULL OR c."endsAt" > ${now})
    WHERE e."federationId" = ${federationId})`
}

/** The columns that rules on a person name; any row that is to be revealed carries them. */
export const JUDGED = [
  'id',
  'tenantId',
  'handle',
  'status',
  'consentSchool',
  'consentRecruiters',
  'consentFederation',
  'siteChoices',
  'printChoices',
] as const

/** The columns that rules on a shared entry name. */
export const JUDGED_SHARED = [
  'id',
  'tenantId',
  'handle',
  'siteChoices',
  'contractColumns',
  'contractReaders',
  'contractFederationReaders',
] as const

/** @returns a select list of distinct columns of one alias. */
export function columns(names: readonly string[], alias: string): Sql {
  return [...new Set(names)].map((column) => name(column, alias)).reduce((all, one) => sql`${all}, ${one}`)
}
