/**
 * `/admin/evenements/:event/invitations`: whom an event asks, when it reminds them, and what they said (S14, B6, B8).
 */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { askPeople } from '#app/domain/events/invitations.server.ts'
import { invitationsTask } from '#app/domain/events/invitations.task.ts'
import { countInvited, type Inviting, invitationList, invitedCounts } from '#app/domain/events/invited.server.ts'
import type { EventRow } from '#app/domain/events/read-events.server.ts'
import { lockEvent } from '#app/domain/events/seats.server.ts'
import { findGroups } from '#app/domain/groups/find-groups.server.ts'
import { tellsReaders } from '#app/policy/cohort-mail.rules.ts'
import { takesPlaces } from '#app/policy/event.rules.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { eventOfDesk } from './edit.server.ts'
import { REMIND_DAYS } from './remind-days.ts'

export interface InvitationsTyped {
  all: boolean
  groups: string[]
  days: number[]
}

const NOBODY: InvitationsTyped = { all: false, groups: [], days: [7, 1] }

/** An event that was never opened to invitations proposes its own group and two reminders. */
function typedOf({ inviteAll, inviteGroups, remindDays, invitesFrom, groupId }: EventRow): InvitationsTyped {
  if (!invitesFrom && !inviteAll && inviteGroups.length === 0) return { ...NOBODY, groups: groupId ? [groupId] : [] }
  return { all: inviteAll, groups: inviteGroups, days: remindDays }
}

/** @returns how many would be asked; null where so few would tell who they are */
function told(ctx: Ctx, count: number): number | null {
  return tellsReaders(ctx.ability, count) ? count : null
}

const asEvent = (row: EventRow, { all, groups }: InvitationsTyped): Inviting => ({
  ...row,
  inviteAll: all,
  inviteGroups: groups,
})

/** @throws Response 404 where the association invites nobody by mail */
async function eventToInvite(ctx: Ctx, id: string): Promise<EventRow> {
  const row = await eventOfDesk(ctx, id)
  if (invitationList(ctx.tenant) === undefined) throw notFound()
  return row
}

export async function readInvitations(ctx: Ctx, id: string) {
  const row = await eventToInvite(ctx, id)
  const typed = typedOf(row)
  const { tenant, now, language } = ctx
  const { groups, count, counts } = await ctx.sql(async (query) => {
    const unit = { query, tenant, now }
    const groups = (await findGroups(ctx, query)).filter(({ state }) => state === 'open')
    return { groups, count: await countInvited(unit, asEvent(row, typed)), counts: await invitedCounts(unit, row) }
  })
  const list = tenant.config.mailingLists.find((one) => one.id === invitationList(tenant))!
  return {
    ...{ id, event: row.title, typed, list: list.name[language] },
    title: ctx.t('events:invitations.title'),
    groups: groups.map((one) => ({ value: one.id, label: one.name })),
    open: takesPlaces(row, now),
    leaving: row.invitesFrom !== null,
    count: told(ctx, count),
    silent: told(ctx, counts.silent),
    declined: told(ctx, counts.declined),
    asked: counts.silent + counts.declined > 0,
    outcome: ctx.url.searchParams.get('fait'),
  }
}

function typedIn(form: FormData, known: ReadonlySet<string>): InvitationsTyped {
  const days = form.getAll('days').map(Number)
  return {
    all: form.get('whom') === 'all',
    groups: form
      .getAll('groups')
      .map(String)
      .filter((one) => known.has(one)),
    days: REMIND_DAYS.filter((one) => days.includes(one)),
  }
}

export interface InvitationsAnswer {
  typed: InvitationsTyped
  errors: { groups?: string }
  /** How many would be asked; null: too few to tell. Absent: the form was refused. */
  counted?: number | null
}

/** POST `intent`: `count` (keeps nothing), `invite`, `stop`. */
export async function changeInvitations(ctx: Ctx, id: string, form: FormData) {
  const row = await eventToInvite(ctx, id)
  const { tenant, now } = ctx
  const intent = String(form.get('intent') ?? '')
  const here = href.eventInvitations(id)
  if (intent === 'stop') {
    await ctx.sql((query) => askPeople(ctx, query, row, null))
    return redirect(`${here}?fait=stopped`, 303)
  }
  const groups = await ctx.sql((query) => findGroups(ctx, query))
  const typed = typedIn(form, new Set(groups.map((one) => one.id)))
  const answer = (more: Partial<InvitationsAnswer>, status = 200) =>
    data({ typed, errors: {}, ...more } as InvitationsAnswer, { status })
  if (!typed.all && typed.groups.length === 0) return answer({ errors: { groups: 'groups' } }, 422)
  if (intent === 'count') {
    const count = await ctx.sql((query) => countInvited({ query, tenant, now }, asEvent(row, typed)))
    return answer({ counted: told(ctx, count) })
  }
  if (intent !== 'invite') throw notFound()
  if (!takesPlaces(row, now)) return answer({ errors: { groups: 'closed' } }, 422)
  await ctx.sql(async (query) => {
    const event = await lockEvent({ query, tenant }, id)
    if (event) await askPeople(ctx, query, event, { all: typed.all, groups: typed.groups, remindDays: typed.days })
  })
  await enqueue(invitationsTask, { tenantId: tenant.id }, { once: tenant.id })
  return redirect(`${here}?fait=invited`, 303)
}
