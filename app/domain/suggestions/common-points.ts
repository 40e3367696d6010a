/**
 * What two people have in common, as conditions on the person `p`: each asks with its own value whether the viewer may
 * read the field, so that a hidden value and an absent one are the same (A13).
 */
import type { Ctx } from '#app/context/open.ts'
import { toSql } from '#app/db/condition.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Translate } from '#app/i18n/translator.ts'
import { LEAST_IN_COMMON, tellsContactsInCommon } from '#app/policy/suggestion.rules.ts'
import { whereReadable } from '#app/policy/view.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { OwnPoints } from './own-points.server.ts'

export interface CommonPoints {
  samePromotion: boolean
  sameCompany: boolean
  sameTown: boolean
  /** Ids of groups that both joined. */
  sameGroups: string[]
  /** That there are enough to be told: how many is asked by nothing. */
  sameContacts: boolean
}

/** @returns each point as a condition, never NULL */
export function pointConditions(ctx: Ctx, mine: OwnPoints) {
  const readable = (field: FieldId) => toSql(whereReadable(ctx.ability, 'Person', field), 'p')
  const promotion = sql`(p."promotion" = ${mine.promotion} AND ${readable('promotion')})`
  const company = sql`(lower(p."company") = lower(${mine.company ?? ''}) AND p."company" <> ''
    AND ${readable('company')})`
  const town = sql`(lower(p."homeCity") = lower(${mine.homeCity ?? ''}) AND p."homeCity" <> ''
    AND lower(coalesce(p."homeCountry", '')) = lower(${mine.homeCountry ?? ''})
    AND ${readable('homeCity')} AND ${readable('homeCountry')})`
  return { promotion, company, town }
}

/** @returns the columns of {@link CommonPoints} of the person `p` */
export function pointColumns(ctx: Ctx, mine: OwnPoints): Sql {
  const { promotion, company, town } = pointConditions(ctx, mine)
  const tenantId = ctx.tenant.id
  return sql`${promotion} IS TRUE AS "samePromotion", ${company} IS TRUE AS "sameCompany",
    ${town} IS TRUE AS "sameTown",
    ARRAY(SELECT m."groupId" FROM "group_member" m WHERE m."tenantId" = ${tenantId} AND m."personId" = p."id"
      AND m."groupId" = ANY(${[...mine.groups.keys()]}::uuid[]) AND m."state" = 'member'
      ORDER BY m."groupId") AS "sameGroups",
    ${contactsInCommon(ctx, mine)} AS "sameContacts"`
}

function contactsInCommon({ tenant, ability }: Ctx, { friendIds }: OwnPoints): Sql {
  if (!tellsContactsInCommon(ability)) return sql`FALSE`
  return sql`((SELECT count(*) FROM "friendship" f WHERE f."tenantId" = ${tenant.id} AND f."personId" = p."id"
    AND f."friendId" = ANY(${[...friendIds]}::uuid[])) >= ${LEAST_IN_COMMON})`
}

/** Points in one line: the closest are enough. */
const TOLD = 3

/** @returns « Contacts en commun · Même promotion », the closest first; empty where there is nothing in common */
export function pointsText(t: Translate, mine: OwnPoints, points: CommonPoints): string {
  const names = points.sameGroups.flatMap((id) => mine.groups.get(id) ?? [])
  return [
    ...(points.sameContacts ? [t('suggestions:points.contacts')] : []),
    ...(points.sameCompany ? [t('suggestions:points.company', { company: mine.company })] : []),
    ...(points.samePromotion ? [t('suggestions:points.promotion')] : []),
    ...(points.sameTown ? [t('suggestions:points.town', { town: mine.homeCity })] : []),
    ...names.map((name) => t('suggestions:points.group', { name })),
  ]
    .slice(0, TOLD)
    .join('\u00a0· ')
}
