/** A company's front page: its pass, what is left of the day, whom it opened last (C3, I12, P5). */
import * as href from '#app/addresses.ts'
import { civilDay } from '#app/calendar/civil-day.ts'
import type { HomeBlock, HomePart } from '#app/context/home-block.ts'
import { passInForce, passRows, seatSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { lineOf } from '#app/domain/search/row.ts'
import { countText, longDay } from '#app/i18n/format.ts'
import { isCompany, searchesAtHome } from '#app/policy/home.rules.ts'
import { buysPass } from '#app/policy/money.rules.ts'
import { type JudgedRow, reveal } from '#app/policy/view.ts'

/** People opened last, on the front page. */
const LAST_OPENED = 5

interface Access {
  until: Date | null
  /** Of the pass; null: as many as the association allows every company. */
  perDay: number | null
  openedToday: number
}

/** The pass that lasts longest of those the account sits on. */
const passOf = (ctx: Ctx): Sql => sql`SELECT s."endsAt", s."openedPerDay" FROM ${passRows(ctx.tenant.id)} s
  WHERE s."organisationId" = ${ctx.viewer.organisationId} AND ${passInForce(ctx)}
    AND ${seatSql(ctx.tenant.id, sql`${ctx.viewer.accountId ?? null}::uuid`)}
  ORDER BY s."endsAt" DESC LIMIT 1`

async function readAccess(ctx: Ctx): Promise<Access> {
  const { tenant, viewer, now } = ctx
  const [row] = await ctx.sql((query) =>
    query<Access>(sql`
      WITH pass AS (${passOf(ctx)})
      SELECT (SELECT "endsAt" FROM pass) AS "until", (SELECT "openedPerDay" FROM pass) AS "perDay",
        (SELECT count(*)::int FROM "profile_opening" o WHERE o."tenantId" = ${tenant.id}
          AND o."openerId" = ${viewer.organisationId} AND o."day" = ${civilDay(now)}::date) AS "openedToday"`),
  )
  return row!
}

async function loadAccess(ctx: Ctx): Promise<HomePart> {
  const { t, tenant, viewer, language } = ctx
  const { until, perDay, openedToday } = await readAccess(ctx)
  const most = Math.min(perDay ?? Number.POSITIVE_INFINITY, tenant.config.directory.openedPerDayCompany)
  const sells = buysPass(tenant.config, viewer)
  return {
    kind: 'figures',
    title: t('content:home.access.title'),
    figures: [
      ...(until ? [{ value: longDay(until, language), label: t('content:home.access.until') }] : []),
      {
        value: countText(Math.max(0, most - openedToday), language),
        label: t('content:home.access.left', { count: Math.max(0, most - openedToday) }),
        note: t('content:home.access.opened', { count: openedToday, most: countText(most, language) }),
      },
    ],
    ...(sells && until ? { more: { to: href.directoryPass, text: t('content:home.access.extend') } } : {}),
  }
}

/** Openings of profiles by purpose name the profile and no person: they take no place here. */
async function loadOpened(ctx: Ctx): Promise<HomePart | null> {
  const { t, tenant, viewer, ability } = ctx
  const fields = ability.rowFields
  const rows = await ctx.sql((query) =>
    query<JudgedRow>(sql`
      SELECT ${columns([...JUDGED, ...fields], 'p')}
      FROM (SELECT o."personId", max(o."day") AS "day" FROM "profile_opening" o
        JOIN "person" q ON q."tenantId" = ${tenant.id} AND q."id" = o."personId"
        WHERE o."tenantId" = ${tenant.id} AND o."openerId" = ${viewer.organisationId}
        GROUP BY o."personId" ORDER BY max(o."day") DESC, o."personId" LIMIT ${LAST_OPENED}) last
      JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = last."personId"
      ORDER BY last."day" DESC, p."sortName", p."id"`),
  )
  const people = rows.flatMap((row) => {
    const person = reveal(ability, 'Person', row, fields)
    return person ? [lineOf({ ...person, address: href.profile(row.handle) })] : []
  })
  await countShown(ctx, people)
  return people.length === 0 ? null : { kind: 'people', title: t('content:home.opened'), people, rowFields: fields }
}

const isOpenCompany = ({ ability, account, standIn }: Ctx): boolean =>
  Boolean(account) && !standIn && isCompany(ability) && searchesAtHome(ability)

export const ACCESS_BLOCK: HomeBlock = { id: 'access', at: 20, opens: isOpenCompany, load: loadAccess }
export const OPENED_BLOCK: HomeBlock = { id: 'opened', at: 40, opens: isOpenCompany, load: loadOpened }
