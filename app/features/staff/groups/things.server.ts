/** `/admin/publications`: a decision, and that its author is told (A21). */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { type Decision, decideWaiting, readWaiting, type Waiting } from '#app/domain/groups/moderate.server.ts'
import { decideCohortMail, readWaitingCohortMails } from '#app/domain/letters/cohort-mails.server.ts'
import { putNotice } from '#app/domain/notices/put-notices.server.ts'
import { tellsReaders } from '#app/policy/cohort-mail.rules.ts'

/** Besides what waits in groups, a member’s mail to their year. */
export type ShownWaiting = Omit<Waiting, 'kind'> & { kind: Waiting['kind'] | 'cohort-mail'; people: number | null }

/** @returns all that waits for this moderator */
export async function readAllWaiting(ctx: Ctx): Promise<ShownWaiting[]> {
  const things = (await readWaiting(ctx)).map((one) => ({ ...one, people: null }))
  const mails = await readWaitingCohortMails(ctx)
  return [
    ...things,
    ...mails.map(({ cohort, subject, people, ...mail }) => ({
      ...{ ...mail, people: tellsReaders(ctx.ability, people) ? people : null },
      ...{ kind: 'cohort-mail' as const, title: subject, audience: 'cohort' as const, before: null, pictures: [] },
      ...{ group: ctx.t('groups:mails.cohort', { year: cohort }), groupSlug: '' },
    })),
  ]
}

/** @returns false where it was decided or changed meanwhile, or is the moderator's own */
export const decideCohort = (ctx: Ctx, decision: Omit<Decision, 'kind'>): Promise<boolean> =>
  ctx.sql((query) => decideCohortMail(ctx, query, decision))

/** @returns as `decideWaiting` */
export function decide(ctx: Ctx, decision: Decision): ReturnType<typeof decideWaiting> {
  return ctx.sql(async (query) => {
    const decided = await decideWaiting(ctx, query, decision)
    const { kind, id: subjectId } = decision
    // Documents and mails of groups, and news, have pages of their own, which say it to the author.
    if (decided === 'gone' || kind === 'document' || kind === 'mail' || kind === 'news-comment') return decided
    const table = kind === 'comment' ? sql`"comment"` : sql`"post"`
    const [row] = await query<{ groupId: string; personId: string | null }>(sql`SELECT "groupId", "personId"
      FROM ${table} WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${subjectId}`)
    if (row?.personId)
      await putNotice({ query, ...ctx }, { kind: 'decided', subjectId, placeId: row.groupId }, row.personId)
    return decided
  })
}
