/** `/groupes/:group`: what it is about, who leads it, its articles, and one's own place in it (S15, E7). */

import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { pageIn } from '#app/context/page-in.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { readGroupPeople } from '#app/domain/groups/members.server.ts'
import { countLeaders, stepIn } from '#app/domain/groups/places.server.ts'
import { POST_ROWS, readPosts } from '#app/domain/groups/read-posts.server.ts'
import { applyChoices } from '#app/domain/notices/choices.server.ts'
import { putNotices } from '#app/domain/notices/put-notices.server.ts'
import { isIn, runsGroup, seesMembers, stepsIn, writesIn } from '#app/policy/group.rules.ts'
import { GROUP_STEPS } from '#app/policy/group-steps.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { groupAt, lockedGroup } from './open-group.server.ts'

/** Characters of the note that goes with a request to join. */
export const NOTE_LENGTH = 300

export async function readGroupPage(ctx: Ctx, slug: string) {
  const { group, leading } = await ctx.sql(async (query) => {
    const group = await groupAt(ctx, query, slug)
    return { group, leading: await countLeaders(ctx, query, group.id) }
  })
  const page = pageIn(ctx.url)
  const [posts, leaders, members] = await Promise.all([
    readPosts(ctx, group.id, page),
    readGroupPeople(ctx, group, { leaders: true }),
    seesMembers(ctx.ability, group.id) ? readGroupPeople(ctx, group) : null,
  ])
  const { name, kind, joining, about, state, mine } = group
  const at = (to: number) => `${href.group(group.slug)}?page=${to}`
  return {
    title: name,
    formKey: uuidv7(),
    group: { slug: group.slug, name, kind, joining, about, closed: state === 'closed' },
    byRecord: mine.byRecord ? (group.file?.year === undefined ? ('byAddress' as const) : ('byYear' as const)) : null,
    isIn: isIn(mine),
    asked: mine.state === 'asked' || mine.state === 'refused',
    steps: stepsIn(ctx.ability, group, mine, leading),
    leaders: leaders.lines,
    members: members && { total: members.total, more: members.more },
    writes: writesIn(ctx.ability, group),
    runs: runsGroup(ctx.ability, group.id),
    posts: posts.slice(0, POST_ROWS),
    page,
    previous: page > 1 ? at(page - 1) : null,
    next: posts.length > POST_ROWS ? at(page + 1) : null,
    done: ctx.url.searchParams.get('fait'),
  }
}

/** Somebody asks to join: whoever leads the group hears of it. */
function tellLeaders(ctx: Ctx, query: Query, groupId: string): Promise<void> {
  const leads = sql`a."personId" IN (SELECT m."personId" FROM "group_member" m WHERE m."tenantId" = ${ctx.tenant.id}
    AND m."groupId" = ${groupId} AND m."leads" AND m."state" = 'member')`
  return putNotices({ query, ...ctx }, { kind: 'join-asked', subjectId: ctx.viewer.personId!, placeId: groupId }, leads)
}

/** POST `intent`: a step that is over by now changes nothing. */
export async function changeGroupPlace(ctx: Ctx, slug: string, form: FormData) {
  const step = form.get('intent')
  const note = String(form.get('note') ?? '').trim()
  if (note.length > NOTE_LENGTH) return data({ error: 'noteLong' as const, note }, { status: 422 })
  if (!isOneOf(GROUP_STEPS, step)) return redirect(href.group(slug), 303)
  const outcome = await ctx.sql(async (query) => {
    const group = await lockedGroup(ctx, query, slug)
    const outcome = await stepIn(ctx, query, group, { step, note: note || null })
    const { account, tenant, now } = ctx
    if (step === 'mute' && account) await applyChoices({ query, tenant, now }, account.accountId)
    if (step === 'ask' && outcome === 'done') await tellLeaders(ctx, query, group.id)
    return outcome
  })
  return redirect(`${href.group(slug)}${outcome === 'done' ? `?fait=${step}` : ''}`, 303)
}
