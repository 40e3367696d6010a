/**
 * « Qui voit quoi »: for each of one's own fields, how many people of each kind see it now, and what closes it to the
 * others.
 */
import { sql } from '#app/db/sql.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { type Owner, readOwn } from '#app/features/people/settings/own-record.server.ts'
import type { JudgedRow } from '#app/policy/view.ts'
import { circleOf, type FieldSeen, whoSees } from '#app/policy/who-sees.ts'
import type { Channel } from '#app/vocabulary/audiences.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { FIELD_GROUPS, type FieldGroup, type FieldId, SECRET_FIELDS } from '#app/vocabulary/fields.ts'
import { countCircles } from './count-circles.server.ts'

/** Kinds of onlookers under one name each. */
const NAMES = ['visitor', 'friends', 'adherent', 'member', 'recruiter', 'school', 'poster', 'staff'] as const
export type CircleName = (typeof NAMES)[number]

function nameOf(id: string): CircleName {
  const circle = circleOf(id)
  if (circle.also.length > 0 || circle.role === 'manager' || circle.role === 'admin') return 'staff'
  return circle.friend ? 'friends' : (circle.role as CircleName)
}

export interface FieldLine {
  field: FieldId
  /** Accounts that see it; visitors are everybody and nobody's count. */
  total: number
  everybody: boolean
  seenBy: { who: CircleName; count: number }[]
  /** Who does not see it, together where the reason is the same. */
  closedTo: { who: CircleName[]; by: string }[]
}

function lineOf({ field, open, closed }: FieldSeen, counts: Record<string, number>): FieldLine {
  const seen = new Map<CircleName, number>()
  for (const id of open) if (id !== 'visitor') seen.set(nameOf(id), (seen.get(nameOf(id)) ?? 0) + (counts[id] ?? 0))
  const shut = new Map<CircleName, string>()
  // A kind that some see for a pass, say, is named for those who do not only where none does.
  for (const { circle, by } of closed) if (!seen.has(nameOf(circle))) shut.set(nameOf(circle), by)
  const ordered = <T>(map: Map<CircleName, T>) =>
    NAMES.flatMap((who) => (map.has(who) ? [[who, map.get(who)!] as const] : []))
  return {
    field,
    total: [...seen.values()].reduce((sum, count) => sum + count, 0),
    everybody: open.includes('visitor'),
    seenBy: ordered(seen).flatMap(([who, count]) => (count > 0 ? [{ who, count }] : [])),
    closedTo: [...Map.groupBy(ordered(shut), ([, by]) => by)].map(([by, names]) => ({
      by,
      who: names.map(([who]) => who),
    })),
  }
}

export async function readWhoSees(owner: Owner) {
  const { ctx, personId } = owner
  const channel: Channel = ctx.url.searchParams.get('canal') === 'imprime' ? 'print' : 'site'
  const { source, values } = await readOwn(owner)
  const { row, counts } = await ctx.sql(async (query) => {
    const [row] = await query<JudgedRow>(sql`SELECT ${columns(JUDGED, 'p')} FROM "person" p
      WHERE p."tenantId" = ${ctx.tenant.id} AND p."id" = ${personId}`)
    return { row: row!, counts: await countCircles(ctx, query, personId) }
  })
  const isFilled = (field: FieldId) => {
    const value = values[field]
    return value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
  }
  const lines = whoSees(ctx.tenant.config, row, channel, Object.keys(counts))
    .filter(({ field }) => isFilled(field) && !isOneOf(SECRET_FIELDS, field))
    .map((seen) => lineOf(seen, counts))
  const groups = (Object.keys(FIELD_GROUPS) as FieldGroup[]).map((group) => {
    return { group, lines: lines.filter(({ field }) => isOneOf(FIELD_GROUPS[group], field)) }
  })
  return {
    title: ctx.t('privacy:whoSees.title'),
    handle: source.handle,
    channel,
    groups: groups.filter(({ lines: some }) => some.length > 0),
    federation: ctx.tenant.federationId !== null && source.consents.federation,
  }
}
