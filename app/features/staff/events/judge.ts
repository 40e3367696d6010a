/** What the form of an event says, judged field by field. Pure. */
import { instantIn, isLeftOut } from '#app/calendar/local-time.ts'
import { typedFields } from '#app/context/sent-form.ts'
import { isUuid } from '#app/db/uuid.ts'
import type { EventWords } from '#app/domain/events/write-events.server.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { EVENT_AUDIENCES } from '#app/vocabulary/things.ts'
import { ZONES } from '#app/vocabulary/zones.ts'

const TITLE_LENGTH = 140
const LEAD_LENGTH = 300
const TEXT_LENGTH = 40_000
const LINE_LENGTH = 120
const LINK_LENGTH = 500
/** Days that an event may last. */
const MOST_DAYS = 31
const DAY = 86_400_000

export const EVENT_FIELDS = [
  ...(['title', 'lead', 'text', 'category', 'group', 'audience', 'starts', 'ends', 'zone'] as const),
  ...(['place', 'address', 'city', 'link'] as const),
] as const
export type EventField = (typeof EVENT_FIELDS)[number]
export type EventTyped = Record<EventField, string>
export type EventErrors = Partial<Record<EventField, string>>

function isWebAddress(link: string): boolean {
  return /^https:\/\/\S+$/.test(link) && link.length <= LINK_LENGTH && URL.canParse(link)
}

/** A day and its times: each there, neither in an hour that a spring leaves out, the end after the beginning. */
function timeErrors({ starts, ends, zone }: EventTyped): EventErrors {
  if (!isOneOf(ZONES, zone)) return { zone: 'zone' }
  const [from, to] = [instantIn(zone, starts), instantIn(zone, ends)]
  if (!from) return { starts: 'starts' }
  if (isLeftOut(zone, starts)) return { starts: 'leftOut' }
  if (!to) return { ends: 'ends' }
  if (isLeftOut(zone, ends)) return { ends: 'leftOut' }
  if (to <= from) return { ends: 'order' }
  return to.getTime() - from.getTime() > MOST_DAYS * DAY ? { ends: 'long' } : {}
}

function wordErrors(config: Pick<TenantConfig, 'events'>, typed: EventTyped): EventErrors {
  const { title, lead, text, category, group, audience, place, address, city, link } = typed
  const isKnown = config.events.categories.some(({ id }) => id === category)
  const lines = { place, address, city }
  const long = Object.entries(lines).filter(([, line]) => line.length > LINE_LENGTH)
  return {
    ...(title === '' || title.length > TITLE_LENGTH ? { title: 'title' } : {}),
    ...(lead.length > LEAD_LENGTH ? { lead: 'lead' } : {}),
    ...(text === '' || text.length > TEXT_LENGTH ? { text: 'text' } : {}),
    ...(isKnown ? {} : { category: 'category' }),
    ...(group === '' || isUuid(group) ? {} : { group: 'group' }),
    ...(isOneOf(EVENT_AUDIENCES, audience) ? {} : { audience: 'audience' }),
    ...(audience === 'group' && group === '' ? { audience: 'audienceGroup' } : {}),
    ...Object.fromEntries(long.map(([field]) => [field, 'line'])),
    ...(link === '' || isWebAddress(link) ? {} : { link: 'link' }),
    ...(place === '' && city === '' && link === '' ? { place: 'where' } : {}),
  }
}

export interface JudgedEvent {
  typed: EventTyped
  errors: EventErrors
  words: EventWords | undefined
}

/** @returns what was typed, what is wrong with it, and the words where nothing is */
export function judgeEvent(config: Pick<TenantConfig, 'events'>, form: FormData): JudgedEvent {
  const typed: EventTyped = typedFields(form, EVENT_FIELDS)
  const errors = { ...wordErrors(config, typed), ...timeErrors(typed) }
  const { title, text, category, audience, zone } = typed
  const isWhole = isOneOf(EVENT_AUDIENCES, audience) && isOneOf(ZONES, zone)
  if (!isWhole || Object.keys(errors).length > 0) return { typed, errors, words: undefined }
  const words: EventWords = {
    ...{ title, text, category, audience, zone },
    startsLocal: typed.starts,
    endsLocal: typed.ends,
    groupId: typed.group || null,
    lead: typed.lead || null,
    place: typed.place || null,
    address: typed.address || null,
    city: typed.city || null,
    link: typed.link || null,
  }
  return { typed, errors, words }
}
