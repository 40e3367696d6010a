/** From a revealed person to the lines of their page: formatting and links, no decision about who sees what. */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { formatDate, formatPhone, formatSpan, webAddress } from '#app/i18n/format-value.ts'
import type { Revealed } from '#app/policy/view.ts'
import { FIELD_IDS, type FieldId, fieldKind } from '#app/vocabulary/fields.ts'
import type { Entry, Shown, ShownFields } from './shown.ts'

type Speaker = Pick<Ctx, 't' | 'language'>
type Loose = Record<string, unknown>

const EMAILS: readonly FieldId[] = ['primaryEmail', 'secondaryEmail', 'workEmail', 'lifetimeEmail']
const PHONES: readonly FieldId[] = ['mobilePhone', 'homePhone', 'workPhone']

/**
 * @param relatives the ties whose other person this viewer may know of, already written as entries
 * @returns a line for every field of `person`, and for no other
 */
export function showFields(speaker: Speaker, person: Revealed, relatives: Entry[]): ShownFields {
  const shown: ShownFields = {}
  for (const field of FIELD_IDS) {
    const value = person.fields[field]
    if (value === undefined) continue
    const line = showField(speaker, person.handle, field, { value, relatives })
    if (line) shown[field] = line
  }
  return shown
}

function showField(
  speaker: Speaker,
  handle: string,
  field: FieldId,
  { value, relatives }: { value: unknown; relatives: Entry[] },
): Shown | undefined {
  if (field === 'familyTies')
    return relatives.length > 0
      ? { field, entries: relatives, value: relatives.map(({ kind, person }) => ({ kind, handle: person })) }
      : undefined
  if (field === 'photo') return { field, to: `${href.profilePhoto(handle)}?v=${String(value).slice(-12)}` }
  if (field === 'cv') return { field, to: href.profileCv(handle), text: speaker.t('profile:downloadCv') }
  if (EMAILS.includes(field)) return { field, text: String(value), to: `mailto:${encodeURI(String(value))}` }
  if (PHONES.includes(field)) return { field, ...formatPhone(String(value)), value }
  return showKind(speaker, field, value)
}

function showKind({ t, language }: Speaker, field: FieldId, value: unknown): Shown {
  const kind = fieldKind(field)
  if (kind === 'year') return { field, text: t('cohort', { year: value }), value }
  if (field === 'jobStart')
    return { field, text: t('profile:since', { date: formatDate(String(value).slice(0, 7), language) }), value }
  if (kind === 'date') return { field, text: formatDate(String(value), language), value }
  if (kind === 'boolean') return { field, text: t(value ? 'yes' : 'no'), value }
  if (field === 'canHelp')
    return { field, words: (value as unknown[]).map((word) => t(`common:helps.${word}`, String(word))), value }
  if (kind === 'list') return { field, words: (value as unknown[]).map(String), value }
  if (kind === 'links') return { field, entries: listOf(value).flatMap(linkEntry), value }
  if (field === 'workHistory')
    return { field, entries: listOf(value).map((one) => positionEntry({ t, language }, one)), value }
  if (field === 'otherDiplomas') return { field, entries: listOf(value).map(diplomaEntry), value }
  if (field === 'mailingAddressChoice') return { field, text: t(`profile:mailing.${value}`, String(value)), value }
  return { field, text: String(value) }
}

/** Lists of records as the database gives them: anything that is no record is left out. */
export function listOf(value: unknown): Loose[] {
  return Array.isArray(value) ? value.filter((one): one is Loose => typeof one === 'object' && one !== null) : []
}

const NETWORKS: Record<string, string> = {
  linkedin: 'LinkedIn',
  github: 'GitHub',
  viadeo: 'Viadeo',
  copainsdavant: 'Copains d’avant',
}

function linkEntry({ network, url }: Loose): Entry[] {
  const to = webAddress(url)
  if (!to) return []
  return [{ title: NETWORKS[String(network)] ?? new URL(to).hostname.replace(/^www\./, ''), to }]
}

const words = (...parts: unknown[]) => parts.filter((part) => typeof part === 'string' && part !== '').join(', ')

function positionEntry({ t, language }: Speaker, one: Loose): Entry {
  const place = words(one.company, one.city, one.country)
  const [title = '', ...rest] = [words(one.jobTitle), place].filter(Boolean)
  return {
    title,
    note: [...rest, words(one.workField)].filter(Boolean).join(' · '),
    end: formatSpan(one.from, one.to, language, (date) => t('profile:since', { date })),
  }
}

function diplomaEntry(one: Loose): Entry {
  const year = one.promotion ?? one.year
  return {
    title: words(one.diploma, one.speciality) || words(one.programme, one.school),
    note: words(one.programme, one.school),
    end: year ? String(year) : '',
  }
}
