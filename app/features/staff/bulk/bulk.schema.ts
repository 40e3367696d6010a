/** The forms of bulk actions as data: the selection of the list of people, and what is to be done. Pure. */

import { startOfDay } from '#app/calendar/civil-day.ts'
import { readMembersQuery } from '#app/domain/search/members.schema.ts'
import { MEMBER_FILTERS } from '#app/domain/search/members-address.ts'
import { BULK_FIELDS, type BulkAction, listsToJoin } from '#app/policy/bulk.rules.ts'
import { givableRoles } from '#app/policy/staff.rules.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import type { Selection } from './bulk-runs.server.ts'

/** Rows of a page, and some. */
const MOST_TICKED = 200

/** @returns whom the list's form means: the ticked ones, those of the page, or all that the search finds */
export function readSelection(config: TenantConfig, form: FormData): Selection {
  const texts = (name: string) => form.getAll(name).filter((one): one is string => typeof one === 'string')
  if (form.get('portee') === 'tous') {
    const filters = MEMBER_FILTERS.flatMap((name) => texts(name).map((value) => [name, value]))
    return { query: readMembersQuery(new URLSearchParams(filters), givableRoles(config)) }
  }
  return { handles: texts(form.get('portee') === 'page' ? 'page' : 'coche').slice(0, MOST_TICKED) }
}

export interface Prepared {
  action: BulkAction
  params: Record<string, unknown>
}

/** Keys of `bulk:faults`, by the field they stand at. */
export type Faults = Record<string, 'action' | 'tier' | 'day' | 'period' | 'list' | 'field' | 'long'>

const MOST_TEXT = 2_000

/** @returns what is to be done, or what is wrong with what was typed */
export function readPrepared(config: TenantConfig, form: FormData): Prepared | { faults: Faults } {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  switch (form.get('action')) {
    case 'dues':
      return readDues(config, text)
    case 'list':
      return readList(config, text)
    case 'invitation':
      return { action: 'invitation', params: {} }
    case 'reminder':
      return { action: 'reminder', params: {} }
    case 'invalid':
      return { action: 'value', params: { field: 'invalidEmail', value: text('invalid') !== 'no' } }
    case 'value':
      return readValue(text)
    default:
      return { faults: { action: 'action' } }
  }
}

function readDues({ tiers }: TenantConfig, text: (name: string) => string): Prepared | { faults: Faults } {
  const [tier, from, until] = [text('tier'), text('from'), text('until')]
  const starts = startOfDay(from)
  const ends = until === '' ? null : startOfDay(until)
  const faults: Faults = {
    ...(tiers.some(({ id }) => id === tier) ? {} : { tier: 'tier' }),
    ...(starts ? {} : { from: 'day' }),
    ...(ends === undefined ? { until: 'day' } : starts && ends && ends <= starts ? { until: 'period' } : {}),
  }
  if (Object.keys(faults).length > 0) return { faults }
  return { action: 'dues', params: { tier, from, until: until || null } }
}

function readList(config: TenantConfig, text: (name: string) => string): Prepared | { faults: Faults } {
  const [way, list] = text('list').split(' ')
  const known = way === 'on' ? listsToJoin(config) : config.mailingLists.map(({ id }) => id)
  if (!list || !known.includes(list)) return { faults: { list: 'list' } }
  return { action: 'list', params: { list, on: way === 'on' } }
}

function readValue(text: (name: string) => string): Prepared | { faults: Faults } {
  const [field, value] = [text('field'), text('value').normalize('NFC')]
  if (!isOneOf(BULK_FIELDS, field) || field === 'invalidEmail') return { faults: { field: 'field' } }
  if (value.length > MOST_TEXT) return { faults: { value: 'long' } }
  return { action: 'value', params: { field, value: value || null } }
}
