/**
 * Everybody of the association, batch by batch, for who may extract (P4, interface.md "Administrator's extraction").
 */
import { paidUpSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { name, type Sql, sql } from '#app/db/sql.ts'
import { EXTRACTED_FIELDS, type ExtractableRow, type Extracted, extractRow } from '#app/policy/extract.ts'
import { CONSENTS, type Consent } from '#app/vocabulary/consents.ts'

/** A person as files hold them. */
export interface ExtractedPerson {
  person: Extracted
  /** Null where the person has no account. */
  login: string | null
  /** Dues run at the instant of the extraction. */
  paidUp: boolean
  friends: readonly string[]
  consents: Readonly<Record<Consent, boolean>>
}

interface Row extends ExtractableRow {
  id: string
  login: string | null
  paidUp: boolean
  friends: string[]
  ties: { kind: string; handle: string }[]
  consentSchool: boolean
  consentRecruiters: boolean
  consentFederation: boolean
}

/** So many are in memory at once. */
const BATCH = 200
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Batches are transactions of their own: a slow download holds no connection. In the order of their ids, so that a
 * person who is changed meanwhile is there once.
 * @param where what else the person `p` has to meet
 */
export async function* extractPeople(ctx: Ctx, where?: Sql): AsyncGenerator<ExtractedPerson[]> {
  for (let last = FIRST; ; ) {
    const rows = await batch(ctx, last, where)
    yield rows.map((row) => extractedPerson(ctx, row))
    if (rows.length < BATCH) return
    last = rows.at(-1)!.id
  }
}

function extractedPerson(ctx: Ctx, row: Row): ExtractedPerson {
  const columns = { school: row.consentSchool, recruiters: row.consentRecruiters, federation: row.consentFederation }
  return {
    person: extractRow(ctx.ability, ctx.tenant.config, { ...row, familyTies: row.ties }),
    login: row.login,
    paidUp: row.paidUp,
    friends: row.friends,
    consents: Object.fromEntries(CONSENTS.map((consent) => [consent, columns[consent]])) as Record<Consent, boolean>,
  }
}

function batch(ctx: Ctx, after: string, where = sql`TRUE`): Promise<Row[]> {
  const { tenant, sql: run } = ctx
  const fields = EXTRACTED_FIELDS.map((field) => name(field, 'p')).reduce((all, one) => sql`${all}, ${one}`)
  return run(
    (query) =>
      query<Row>(sql`
        SELECT p."id", p."handle", p."siteChoices", p."printChoices",
          p."consentSchool", p."consentRecruiters", p."consentFederation", ${fields},
          (SELECT a."login" FROM "account" a WHERE a."tenantId" = ${tenant.id} AND a."personId" = p."id") AS "login",
          ${paidUpSql(ctx, sql`p."id"`)} AS "paidUp",
          coalesce((SELECT jsonb_agg(o."handle" ORDER BY o."handle") FROM "friendship" f
            JOIN "person" o ON o."tenantId" = ${tenant.id} AND o."id" = f."friendId"
            WHERE f."tenantId" = ${tenant.id} AND f."personId" = p."id"), '[]') AS "friends",
          coalesce((SELECT jsonb_agg(jsonb_build_object('kind', t."kind", 'handle', o."handle") ORDER BY o."handle")
            FROM "family_tie" t JOIN "person" o ON o."tenantId" = ${tenant.id} AND o."id" = t."otherId"
            WHERE t."tenantId" = ${tenant.id} AND t."personId" = p."id" AND t."askedBy" IS NULL), '[]') AS "ties"
        FROM "person" p WHERE p."tenantId" = ${tenant.id} AND p."id" > ${after}::uuid AND ${where}
        ORDER BY p."id" LIMIT ${BATCH}`),
    { statementTimeout: 30_000 },
  )
}
