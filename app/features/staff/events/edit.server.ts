/** `/admin/evenements/nouveau` and `…/:event/modifier`: the words of an event, its time and its place (S14, E3). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { ZONE } from '#app/calendar/civil-day.ts'
import { NOTHING_DONE } from '#app/context/forms-once.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { changePicture } from '#app/domain/content/change-picture.server.ts'
import { renderText } from '#app/domain/content/markdown.server.ts'
import { type EventRow, eventPicture } from '#app/domain/events/read-events.server.ts'
import { changeSeries, lockSeries } from '#app/domain/events/series.server.ts'
import { SCOPES, type SeriesScope } from '#app/domain/events/series-words.ts'
import {
  addEvent,
  changeEvent,
  type EventWords,
  eventToWrite,
  publishEvent,
} from '#app/domain/events/write-events.server.ts'
import { findGroups, keepRow } from '#app/domain/groups/find-groups.server.ts'
import { appendMark, MARKS } from '#app/ui/markdown-marks.ts'
import { ZONES } from '#app/vocabulary/zones.ts'
import { EVENT_FIELDS, type EventErrors, type EventTyped, judgeEvent } from './judge.ts'

/** @throws Response 404 where there is no such event */
export async function eventOfDesk(ctx: Ctx, id: string): Promise<EventRow> {
  const row = await ctx.sql((query) => eventToWrite(ctx, query, id))
  if (!row) throw notFound()
  return row
}

function typedOf(ctx: Ctx, row: EventRow | null): EventTyped {
  const empty = Object.fromEntries(EVENT_FIELDS.map((field) => [field, ''])) as EventTyped
  const { categories } = ctx.tenant.config.events
  const usual = { ...empty, category: categories[0]!.id, audience: 'public', zone: ZONE }
  if (!row) return usual
  const { title, text, category, audience, zone } = row
  return {
    ...{ title, text, category, audience, zone },
    starts: row.startsLocal,
    ends: row.endsLocal,
    group: row.groupId ?? '',
    lead: row.lead ?? '',
    place: row.place ?? '',
    address: row.address ?? '',
    city: row.city ?? '',
    link: row.link ?? '',
  }
}

export async function readEventEditor(ctx: Ctx, id: string | undefined) {
  const row = id === undefined ? null : await eventOfDesk(ctx, id)
  const groups = await ctx.sql((query) => findGroups(ctx, query))
  const open = groups.filter((one) => one.state === 'open' || one.id === row?.groupId)
  return {
    title: row?.title ?? ctx.t('events:new'),
    id: row?.id ?? null,
    state: row?.state ?? null,
    isDate: row !== null && row.seriesId !== null,
    seen: row ? versionOf(row) : '',
    typed: typedOf(ctx, row),
    categories: ctx.tenant.config.events.categories.map(({ id: value, name }) => ({
      value,
      label: name[ctx.language],
    })),
    groups: open.map(({ id: value, name }) => ({ value, label: name })),
    zones: ZONES.map((zone) => ({ value: zone, label: ctx.t(`agenda:zones.${zone}`) })),
    picture: row && eventPicture(row),
    outcome: ctx.url.searchParams.get('fait'),
  }
}

export interface EventAnswer {
  typed: EventTyped
  errors: EventErrors
  /** The text as the page would show it. */
  preview: string | null
  /** The version that somebody else has written meanwhile: who saves again has been told. */
  seen?: string
}

/** Only shows something, and keeps nothing: the words as they would be read, or a sign at the end of the text. */
function show(ctx: Ctx, { typed, errors }: Omit<EventAnswer, 'preview'>, intent: string) {
  const answer = (shown: EventAnswer) => data(shown, { headers: NOTHING_DONE })
  if (intent === 'preview') return answer({ typed, errors: {}, preview: renderText(typed.text, 'site') })
  const mark = MARKS.find((one) => intent === `mark-${one}`)
  if (!mark) return undefined
  const text = appendMark(typed.text, mark, ctx.t('contents:editor.sample'))
  return answer({ typed: { ...typed, text }, errors, preview: null })
}

/** The group that invites is one that is there; its row is written before the event names it. */
async function keepOrganiser(ctx: Ctx, query: Query, groupId: string | null): Promise<boolean> {
  if (groupId === null) return true
  const group = (await findGroups(ctx, query)).find(({ id }) => id === groupId)
  if (group) await keepRow(ctx, query, group)
  return group !== undefined
}

/** When it was changed last: who writes over words that they have not seen is told. */
const versionOf = ({ changedAt, createdAt }: EventRow): string => (changedAt ?? createdAt).toISOString()

interface Saving {
  id: string | undefined
  words: EventWords
  publishes: boolean
  /** The version that the form showed. */
  seen: string
  scope: SeriesScope
}

/** @returns `group`: it is not there · `seen`: what somebody else has made of the event meanwhile */
async function save(ctx: Ctx, { id, words, publishes, seen, scope }: Saving) {
  return ctx.sql(async (query) => {
    if (id !== undefined && isUuid(id)) await lockSeries(query, ctx, id)
    const row = id === undefined ? undefined : await eventToWrite(ctx, query, id)
    if (id !== undefined && !row) throw notFound()
    if (row && seen !== '' && seen !== versionOf(row)) return { seen: versionOf(row) }
    if (!(await keepOrganiser(ctx, query, words.groupId))) return 'group' as const
    if (row)
      await (row.seriesId ? changeSeries(ctx, query, row, { words, scope }) : changeEvent(ctx, query, row, words))
    const kept = row?.id ?? (await addEvent(ctx, query, words))
    const shows = publishes && row?.state !== 'published'
    if (shows) await publishEvent(ctx, query, kept)
    return { id: kept, done: shows ? 'published' : 'saved' }
  })
}

/** POST `intent`: `save`, `publish`, `preview`, `mark-…`. */
export async function changeEventPage(ctx: Ctx, id: string | undefined, form: FormData) {
  const intent = String(form.get('intent') ?? '')
  const { typed, errors, words } = judgeEvent(ctx.tenant.config, form)
  const answer = show(ctx, { typed, errors }, intent)
  if (answer) return answer
  const refuse = (more: EventErrors, seen?: string) =>
    data({ typed, errors: { ...errors, ...more }, preview: null, seen } as EventAnswer, { status: seen ? 409 : 422 })
  if (!words) return refuse({})
  const seen = String(form.get('seen') ?? '')
  const scope = SCOPES.find((one) => one === form.get('scope')) ?? 'one'
  const saved = await save(ctx, { id, words, publishes: intent === 'publish', seen, scope })
  if (saved === 'group') return refuse({ group: 'group' })
  if ('seen' in saved) return refuse({ title: 'changed' }, saved.seen)
  return redirect(`${href.eventDesk(saved.id)}?fait=${saved.done}`, 303)
}

/** POST with a file, as {@link changePicture}. */
export async function changeEventPicture(ctx: Ctx, id: string, form: FormData | undefined) {
  const { pictureKey } = await eventOfDesk(ctx, id)
  const error = await changePicture(ctx, { folder: 'events', id, pictureKey }, form)
  if (error) return data({ pictureError: error }, { status: error === 'large' ? 413 : 422 })
  return redirect(`${href.eventEdit(id)}?fait=picture`, 303)
}
