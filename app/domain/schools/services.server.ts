/** What schools receive: each service a switch with a forwarding address that only its owner sees (N8, C24). */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { issueLink, takeLink } from '#app/domain/links/links.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import type { Language } from '#app/i18n/language.ts'
import { mayAsk, receives } from '#app/policy/school-service.rules.ts'
import { SCHOOL_SERVICES, type SchoolServiceKind } from '#app/vocabulary/schools.ts'
import type { SchoolRow } from './read-schools.server.ts'

export interface ServiceRow
  extends RowOf<'school_service', 'schoolId' | 'isOn' | 'forwardTo' | 'provedAt' | 'words'>,
    RowOf<'organisation', 'validatedAt' | 'refusedAt'> {
  kind: SchoolServiceKind
}

const COLUMNS = sql`v."schoolId", v."kind", v."isOn", v."forwardTo", v."provedAt", v."words", o."validatedAt",
  o."refusedAt"`

/** @returns the services that a school has ever set */
export const servicesOf = (query: Query, tenantId: string, schoolId: string): Promise<ServiceRow[]> =>
  query(sql`SELECT ${COLUMNS} FROM "school_service" v
    JOIN "organisation" o ON o."tenantId" = ${tenantId} AND o."id" = v."organisationId"
    WHERE v."tenantId" = ${tenantId} AND v."schoolId" = ${schoolId}`)

/** @returns one service of a school */
export async function serviceOf(
  query: Query,
  tenantId: string,
  { schoolId, kind }: { schoolId: string; kind: string },
): Promise<ServiceRow | undefined> {
  return (await servicesOf(query, tenantId, schoolId)).find((one) => one.kind === kind)
}

export interface ServiceWords {
  kind: SchoolServiceKind
  isOn: boolean
  forwardTo: string
  words: string | null
}

/** An address at which the school signs in was proved when its account began. */
async function isProved(query: Query, tenantId: string, organisationId: string, address: string): Promise<boolean> {
  const rows = await query(sql`SELECT "id" FROM "account" WHERE "tenantId" = ${tenantId}
    AND "organisationId" = ${organisationId} AND "disabledAt" IS NULL AND NOT "emailInvalid"
    AND lower("email") = lower(${address}) LIMIT 1`)
  return rows.length > 0
}

/** The mail whose link proves the address: whoever types somebody else's sends them nothing but this. */
async function askProof(unit: Unit, school: SchoolRow, service: ServiceWords, language: Language): Promise<void> {
  const { query, tenant, now } = unit
  const { kind, forwardTo } = service
  const data = { school: school.id, kind, address: forwardTo }
  const secret = await issueLink(query, tenant.id, { purpose: 'schoolAddress', data }, now)
  const mail = { name: school.name, path: href.schoolAddress(secret) }
  const key = `school.forwarding ${school.id} ${kind} ${now.toISOString()}`
  await putMail(query, tenant.id, { key, kind: 'school.forwarding', to: forwardTo, language, data: mail }, now)
}

/**
 * Sets a service of a school. Another address has to be proved anew; until then nothing goes there.
 * @returns `asked` where a mail was written that proves the address
 */
export async function setService(
  unit: Unit,
  school: SchoolRow,
  service: ServiceWords,
  language: Language,
): Promise<'set' | 'asked'> {
  const { query, tenant, now } = unit
  const { kind, isOn, forwardTo, words } = service
  const before = await serviceOf(query, tenant.id, { schoolId: school.id, kind })
  const stays = before?.forwardTo === forwardTo ? before.provedAt : null
  const proved = stays ?? ((await isProved(query, tenant.id, school.organisationId!, forwardTo)) ? now : null)
  await query(sql`INSERT INTO "school_service" ("tenantId", "schoolId", "organisationId", "kind", "isOn", "forwardTo",
      "provedAt", "words", "changedAt")
    VALUES (${tenant.id}, ${school.id}, ${school.organisationId}, ${kind}, ${isOn}, ${forwardTo},
      ${proved}::timestamptz, ${words}, ${now})
    ON CONFLICT ("tenantId", "schoolId", "kind") DO UPDATE SET "isOn" = EXCLUDED."isOn",
      "forwardTo" = EXCLUDED."forwardTo", "provedAt" = EXCLUDED."provedAt", "words" = EXCLUDED."words",
      "changedAt" = EXCLUDED."changedAt"`)
  if (proved || !isOn) return 'set'
  await askProof(unit, school, service, language)
  return 'asked'
}

/** Uses the link of a proof. @returns false where it was used, or the address has changed since */
export async function proveForwarding(unit: Unit, secret: string): Promise<boolean> {
  const { query, tenant, now } = unit
  const link = await takeLink(unit, 'schoolAddress', secret)
  if (!link) return false
  const { school, kind, address } = link.data as { school: string; kind: string; address: string }
  const rows = await query(sql`UPDATE "school_service" SET "provedAt" = ${now} WHERE "tenantId" = ${tenant.id}
    AND "schoolId" = ${school} AND "kind" = ${kind} AND "forwardTo" = ${address} RETURNING "kind"`)
  return rows.length > 0
}

/** @returns what this viewer may ask of the school now, each with its address: nothing where all is switched off */
export async function asksOf(ctx: Ctx, query: Query, school: SchoolRow, course?: string) {
  if (ctx.standIn) return { asks: [], forCompanies: null }
  const services = await servicesOf(query, ctx.tenant.id, school.id)
  const open = services.filter((one) => receives(ctx.tenant.config, school, one) && mayAsk(ctx.ability, one.kind))
  return {
    asks: SCHOOL_SERVICES.filter((kind) => open.some((one) => one.kind === kind)).map((kind) => ({
      ...{ kind, to: href.askSchool(school.slug, kind, course) },
    })),
    forCompanies: open.find(({ kind }) => kind === 'introductions')?.words ?? null,
  }
}
