/** « Que voit ce rôle de cette personne ? », answered by the policy with the key that closed each field (S10). */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { explain, type FieldExplained } from '#app/policy/explain.ts'
import { type JudgedRow, reveal } from '#app/policy/view.ts'
import { rolesOf } from '#app/tenant/staff-roles.ts'
import { CHANNELS, type Channel } from '#app/vocabulary/audiences.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { type FieldId, SECRET_FIELDS } from '#app/vocabulary/fields.ts'
import type { RoleName } from '#app/vocabulary/roles.ts'

export const RELATIONS = ['stranger', 'friend', 'contact', 'self'] as const

export interface Question {
  role: RoleName
  relation: (typeof RELATIONS)[number]
  hasPass: boolean
  channel: Channel
  /** As it was typed. */
  handle: string
}

export type Answer =
  | { kind: 'unasked' | 'unknown' }
  | { kind: 'answered'; handle: string; name: string; visible: boolean; fields: FieldExplained[] }

/** @returns the question of the address; its first part that is missing takes its usual value. */
export function readQuestion(ctx: Ctx): Question {
  const [role = null, relation, channel, handle] = ['role', 'lien', 'support', 'personne'].map((name) =>
    ctx.url.searchParams.get(name),
  )
  return {
    role: role !== null && rolesOf(ctx.tenant.config).includes(role) ? role : 'visitor',
    relation: isOneOf(RELATIONS, relation) ? relation : 'stranger',
    hasPass: ctx.url.searchParams.has('acces'),
    channel: isOneOf(CHANNELS, channel) ? channel : 'site',
    handle: (handle ?? '')
      .trim()
      .replace(/^.*\/profil\//, '')
      .slice(0, 120),
  }
}

/** Names fields and never their values: the staff read those on the record. */
export async function answerQuestion(ctx: Ctx, { handle, channel, ...onlooker }: Question): Promise<Answer> {
  if (!handle) return { kind: 'unasked' }
  const [row] = await ctx.sql((query) =>
    query<JudgedRow>(sql`
      SELECT ${columns([...JUDGED, 'firstName', 'lastName', 'pseudonym'], 'p')} FROM "person" p
      WHERE p."tenantId" = ${ctx.tenant.id} AND p."handle" = ${handle}`),
  )
  const person = row && reveal(ctx.ability, 'Person', row, ['firstName', 'lastName', 'pseudonym'])
  if (!row || !person) return { kind: 'unknown' }
  const secrets: readonly FieldId[] = SECRET_FIELDS
  const fields = explain(ctx.tenant.config, onlooker, row, channel).filter(({ field }) => !secrets.includes(field))
  const { firstName, lastName, pseudonym } = person.fields
  return {
    kind: 'answered',
    handle: person.handle,
    name: [firstName, lastName].filter(Boolean).join(' ') || String(pseudonym ?? person.handle),
    visible: fields.some(({ field, open }) => open && field === ctx.ability.identity),
    fields,
  }
}
