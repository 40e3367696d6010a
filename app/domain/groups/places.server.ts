/** One's own place in a group, and what those who run it decide about others' (S15, I14; A18, A19). */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { chooseList } from '#app/domain/mail/subscriptions.server.ts'
import { stepsIn } from '#app/policy/group.rules.ts'
import type { GroupStep } from '#app/policy/group-steps.ts'
import { type FoundGroup, keepRow } from './find-groups.server.ts'
import { groupListId } from './group-list.server.ts'

/** Two steps about the same group wait for each other: the last leader, and two answers to one request. */
export async function lockGroup(ctx: Ctx, query: Query, group: FoundGroup): Promise<void> {
  await keepRow(ctx, query, group)
  await query(sql`SELECT "id" FROM "group" WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${group.id}
    FOR NO KEY UPDATE`)
}

/** @returns how many people lead the group now */
export async function countLeaders({ tenant }: Ctx, query: Query, groupId: string): Promise<number> {
  const [row] = await query<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM "group_member"
    WHERE "tenantId" = ${tenant.id} AND "groupId" = ${groupId} AND "leads" AND "state" = 'member'`)
  return row!.n
}

interface Place {
  personId: string
  state: string
  note?: string | null
}

async function put({ tenant, now }: Ctx, query: Query, group: FoundGroup, place: Place) {
  const { personId, state, note = null } = place
  await query(sql`INSERT INTO "group_member" ("tenantId", "groupId", "personId", "state", "at", "note")
    VALUES (${tenant.id}, ${group.id}, ${personId}, ${state}, ${now}, ${note})
    ON CONFLICT ("tenantId", "groupId", "personId") DO UPDATE SET "state" = EXCLUDED."state", "at" = EXCLUDED."at",
      "note" = EXCLUDED."note"`)
}

async function drop({ tenant }: Ctx, query: Query, group: FoundGroup, personId: string): Promise<void> {
  await query(sql`DELETE FROM "group_member" WHERE "tenantId" = ${tenant.id} AND "groupId" = ${group.id}
    AND "personId" = ${personId}`)
}

/**
 * Takes a step of one's own, under the lock of {@link lockGroup} and with the group read after it.
 * @returns `gone` where the step is over by now, and nothing was changed
 */
export async function stepIn(
  ctx: Ctx,
  query: Query,
  group: FoundGroup,
  { step, note }: { step: GroupStep; note: string | null },
): Promise<'done' | 'gone'> {
  const { personId } = ctx.viewer
  const leaders = await countLeaders(ctx, query, group.id)
  if (!personId || !stepsIn(ctx.ability, group, group.mine, leaders).includes(step)) return 'gone'
  const byHand = group.mine.state === 'member' ? 'member' : 'area'
  if (step === 'join') await put(ctx, query, group, { personId, state: 'member' })
  if (step === 'ask') await put(ctx, query, group, { personId, state: 'asked', note })
  if (step === 'withdraw' || step === 'leave') await drop(ctx, query, group, personId)
  if (step === 'mute' || step === 'unmute') await quiet(ctx, query, group, { personId, byHand, muted: step === 'mute' })
  if (step === 'mail-on' || step === 'mail-off') {
    const choice = { listId: groupListId(group.id), on: step === 'mail-on', source: 'page' as const }
    await chooseList({ query, tenant: ctx.tenant, now: ctx.now }, personId, choice)
  }
  return 'done'
}

/** Changes whether somebody hears of the group, and nothing else of their place. */
async function quiet(
  { tenant, now }: Ctx,
  query: Query,
  group: FoundGroup,
  { personId, byHand, muted }: { personId: string; byHand: string; muted: boolean },
): Promise<void> {
  const mutedAt = muted ? now : null
  await query(sql`INSERT INTO "group_member" ("tenantId", "groupId", "personId", "state", "at", "mutedAt")
    VALUES (${tenant.id}, ${group.id}, ${personId}, ${byHand}, ${now}, ${mutedAt})
    ON CONFLICT ("tenantId", "groupId", "personId") DO UPDATE SET "mutedAt" = EXCLUDED."mutedAt"`)
}

/** Answers a request; who was answered meanwhile stays as they are (A19). @returns whether it was still open */
export async function answerRequest(
  { tenant, now }: Ctx,
  query: Query,
  group: FoundGroup,
  { personId, accept }: { personId: string; accept: boolean },
): Promise<boolean> {
  const state = accept ? 'member' : 'refused'
  const rows = await query(sql`UPDATE "group_member" SET "state" = ${state}, "at" = ${now}, "note" = NULL
    WHERE "tenantId" = ${tenant.id} AND "groupId" = ${group.id} AND "personId" = ${personId} AND "state" = 'asked'
    RETURNING "personId"`)
  return rows.length > 0
}

/**
 * Makes a member of the group a leader, or ends it; the last leader goes on leading (A18).
 * @returns `last` where nobody would be left, `gone` where the person is no member
 */
export async function setLeader(
  ctx: Ctx,
  query: Query,
  group: FoundGroup,
  { personId, leads }: { personId: string; leads: boolean },
): Promise<'done' | 'last' | 'gone'> {
  if (!leads && (await countLeaders(ctx, query, group.id)) < 2) return 'last'
  const rows = await query(sql`UPDATE "group_member" SET "leads" = ${leads}
    WHERE "tenantId" = ${ctx.tenant.id} AND "groupId" = ${group.id} AND "personId" = ${personId}
      AND "state" = 'member' RETURNING "personId"`)
  return rows.length > 0 ? 'done' : 'gone'
}

/** Adds somebody by hand, as the staff do and leaders do with who they invite; whoever leads goes on leading. */
export async function addMember(ctx: Ctx, query: Query, group: FoundGroup, personId: string): Promise<void> {
  await put(ctx, query, group, { personId, state: 'member' })
}
