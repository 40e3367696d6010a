/**
 * A federation's front page: its members side by side, as figures alone (I16). People are counted in the shared base;
 * how many are paid up, each association counts by its own rules, and hands over no name with it.
 */
import { addDays, civilDay } from '#app/calendar/civil-day.ts'
import type { HomeBlock, HomePart } from '#app/context/home-block.ts'
import { standingsSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { type Tenant, tenantOfId } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { countText, longDay } from '#app/i18n/format.ts'
import { watchesFederation } from '#app/policy/home.rules.ts'

interface Member {
  id: string
  heads: number
  /** Null where it has no end, or where there is none. */
  endsAt: RowOf<'federation_contract', 'endsAt'>['endsAt']
  hasContract: boolean
}

async function readMembers({ tenant, now, sql: run }: Ctx): Promise<Member[]> {
  const { federationId, id } = tenant
  return run((query) =>
    query<Member>(sql`
      SELECT m."tenantId" AS "id", c."endsAt", c."tenantId" IS NOT NULL AS "hasContract",
        (SELECT count(*)::int FROM "shared_entry" e
          WHERE e."federationId" = ${federationId} AND e."tenantId" = m."tenantId") AS "heads"
      FROM "federation_member" m
      LEFT JOIN "federation_contract" c ON c."federationId" = ${federationId} AND c."tenantId" = m."tenantId"
        AND c."startsAt" <= ${now} AND (c."endsAt" IS NULL OR c."endsAt" > ${now})
      WHERE m."federationId" = ${federationId} AND m."tenantId" <> ${id}`),
  )
}

interface Counted {
  people: number
  paidUp: number
}

/** A member association counts its own; the figures leave it, nothing else does. */
async function countOwn(member: Tenant, { now, request }: Ctx): Promise<Counted> {
  const [row] = await inTenantSql(
    member.id,
    (query) =>
      query<Counted>(sql`
        SELECT (SELECT count(*) FROM "person" p WHERE p."tenantId" = ${member.id})::int AS "people",
          (SELECT count(*) FROM (${standingsSql({ tenant: member, now })}) paid WHERE "inForce")::int AS "paidUp"`),
    { signal: request.signal, statementTimeout: 15_000 },
  )
  return row!
}

function contractText({ t, language }: Ctx, { endsAt, hasContract }: Member): string {
  if (!hasContract) return t('content:home.federation.none')
  return endsAt ? longDay(addDays(civilDay(endsAt), -1), language) : t('content:home.federation.open')
}

async function load(ctx: Ctx): Promise<HomePart | null> {
  const { t, language } = ctx
  const rows: { id: string; cells: string[] }[] = []
  for (const member of await readMembers(ctx)) {
    const tenant = await tenantOfId(member.id)
    if (!tenant) continue
    const { people, paidUp } = await countOwn(tenant, ctx)
    const figures = [people, paidUp, member.heads].map((figure) => countText(figure, language))
    rows.push({ id: tenant.slug, cells: [tenant.config.name, ...figures, contractText(ctx, member)] })
  }
  if (rows.length === 0) return null
  const head = (key: string) => t(`content:home.federation.heads.${key}`)
  return {
    kind: 'table',
    title: t('content:home.federation.title'),
    heads: [
      { text: head('name') },
      ...['people', 'paidUp', 'shared'].map((key) => ({ text: head(key), number: true as const })),
      { text: head('contract') },
    ],
    rows: rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

export const FEDERATION_BLOCK: HomeBlock = {
  id: 'federation',
  at: 30,
  opens: ({ tenant, ability, account, standIn }) =>
    Boolean(account) && !standIn && watchesFederation(tenant.config, ability),
  load,
}
