/** Two records of one person made one, and taken apart again: what becomes of each value. Pure. */
import { isDeepStrictEqual } from 'node:util'
import { uuidv7 } from '#app/db/uuid.ts'
import { audienceLimits, audienceRank, ownAudience } from '#app/tenant/audience.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { type Channel, choiceCode } from '#app/vocabulary/audiences.ts'
import { CONSENTS } from '#app/vocabulary/consents.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import { type Address, homeOf, isSameAddress, workOf } from './addresses-of.ts'
import { choicesIn } from './merge-choices.ts'
import {
  type Coordinate,
  DIPLOMA_FIELDS,
  type DiplomaSource,
  EMAIL_KINDS,
  type EmailKind,
  type EmailSource,
  OWN_FIELDS,
  type PersonSource,
  type PositionSource,
} from './person-source.ts'
import { foldAddress } from './person-tables.ts'

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** What stands in the kept record's place: its own value unless the other's was picked, or it has none. */
function pick(field: FieldId, picks: ReadonlySet<FieldId>, kept: unknown, gone: unknown): unknown {
  return !isEmpty(gone) && (picks.has(field) || isEmpty(kept)) ? gone : kept
}

/**
 * Lays the other record on the kept one, in place. Rows of both stay: diplomas, positions and addresses that are the
 * same are one. Of two audiences the narrower holds, a consent holds where both gave it, an objection of either.
 * @param picks fields whose value is the other record's where both have one
 * @param reseal makes the other's secret the kept record's own
 */
export function combine(
  config: TenantConfig,
  kept: PersonSource,
  gone: PersonSource,
  { picks, reseal }: { picks: ReadonlySet<FieldId>; reseal: (sealed: string) => string },
): void {
  const before = { home: homeOf(kept), work: workOf(kept) }
  for (const field of OWN_FIELDS) {
    const value = pick(field, picks, kept.own[field], gone.own[field])
    if (value === kept.own[field]) continue
    kept.own[field] = field === 'iesfCode' ? reseal(String(value)) : structuredClone(value)
  }
  kept.diplomas = diplomasOf(kept.diplomas, gone.diplomas, picks)
  kept.positions = [
    ...kept.positions,
    ...gone.positions.filter((one) => !kept.positions.some(samePosition(one))).map(renewed),
  ]
  takePoint(kept, gone, { before: before.home, addressOf: homeOf, point: ['homeLat', 'homeLon'] })
  takePoint(kept, gone, { before: before.work, addressOf: workOf, point: ['workLat', 'workLon'] })
  kept.emails = EMAIL_KINDS.flatMap((kind) => emailsOf(kind, kept.emails, gone.emails, picks))
  kept.siteChoices = narrower(config, 'site', kept.siteChoices, gone.siteChoices)
  kept.printChoices = narrower(config, 'print', kept.printChoices, gone.printChoices)
  for (const consent of CONSENTS) kept.consents[consent] &&= gone.consents[consent]
  kept.listed &&= gone.listed
}

interface Place {
  before: Address
  addressOf: (person: PersonSource) => Address
  /** Latitude and longitude. */
  point: [Coordinate, Coordinate]
}

/**
 * A point goes with its address: the other's is taken where their address is, and where it says more about the same.
 */
function takePoint(kept: PersonSource, gone: PersonSource, { before, addressOf, point }: Place): void {
  const [lat, lon] = point
  if (!isSameAddress(addressOf(kept), addressOf(gone))) return
  if (kept.coordinates[lat] !== null && isSameAddress(addressOf(kept), before)) return
  for (const one of [lat, lon]) kept.coordinates[one] = gone.coordinates[one]
}

const renewed = <T extends { id: string }>(row: T): T => ({ ...structuredClone(row), id: uuidv7() })

const without = <T extends object>(row: T, ...keys: string[]) =>
  Object.fromEntries(Object.entries(row).filter(([key]) => !keys.includes(key)))

const samePosition = (one: PositionSource) => (other: PositionSource) =>
  isDeepStrictEqual(
    { ...without(one, 'id', 'company'), company: one.company?.name ?? null },
    { ...without(other, 'id', 'company'), company: other.company?.name ?? null },
  )

/**
 * Main diplomas of one title and year are one diploma, field by field; else the picked one stays first and the other
 * follows.
 */
function diplomasOf(kept: DiplomaSource[], gone: DiplomaSource[], picks: ReadonlySet<FieldId>): DiplomaSource[] {
  const inOrder = (list: DiplomaSource[]) => list.toSorted((a, b) => a.rank - b.rank)
  const [[main, ...others], [second, ...more]] = [inOrder(kept), inOrder(gone)]
  if (!second) return kept
  if (!main) return inOrder(gone).map(renewed)
  const agree = (['diploma', 'promotion'] as const).every(
    (field) => isEmpty(main[field]) || isEmpty(second[field]) || main[field] === second[field] || picks.has(field),
  )
  if (agree) {
    const merged = Object.fromEntries(
      DIPLOMA_FIELDS.map((field) => [field, pick(field, picks, main[field], second[field])]),
    )
    return numbered([{ ...main, ...merged } as DiplomaSource, ...others], more)
  }
  return numbered([main, ...others], [second, ...more])
}

function numbered(kept: DiplomaSource[], gone: DiplomaSource[]): DiplomaSource[] {
  const bare = (one: DiplomaSource) => without(one, 'id', 'rank')
  const fresh = gone.filter((one) => !kept.some((other) => isDeepStrictEqual(bare(one), bare(other)))).map(renewed)
  return [...kept, ...fresh].map((one, rank) => ({ ...one, rank }))
}

const PICK_OF: Record<EmailKind, FieldId> = { personal: 'primaryEmail', work: 'workEmail', lifetime: 'lifetimeEmail' }

/** The picked record's addresses come first; one address is there once. */
function emailsOf(
  kind: EmailKind,
  kept: EmailSource[],
  gone: EmailSource[],
  picks: ReadonlySet<FieldId>,
): EmailSource[] {
  const own = kept.filter((one) => one.kind === kind).toSorted((a, b) => a.rank - b.rank)
  const known = new Set(kept.map(({ address }) => foldAddress(address)))
  const fresh = gone
    .filter((one) => one.kind === kind && !known.has(foldAddress(one.address)))
    .toSorted((a, b) => a.rank - b.rank)
    .map((one) => ({ ...renewed(one), preferred: false }))
  return (picks.has(PICK_OF[kind]) ? [...fresh, ...own] : [...own, ...fresh]).map((one, rank) => ({ ...one, rank }))
}

/** Of what each record shows in the end, the narrower; fields that neither chose for stay the association's. */
function narrower(config: TenantConfig, channel: Channel, kept: readonly number[], gone: readonly number[]): number[] {
  const [one, other] = [choicesIn(kept), choicesIn(gone)]
  return FIELD_IDS.filter((field) => one[field] || other[field]).map((field) => {
    const led = audienceLimits(config, channel, field).follows
    const [a, b] = [ownAudience(config, channel, field, one), ownAudience(config, channel, field, other)]
    return choiceCode(field, led ? (one[field] ?? other[field])! : audienceRank(a) >= audienceRank(b) ? a : b)
  })
}

type Part = 'diplomas' | 'positions' | 'emails'

/**
 * Takes back from a record what a merge gave it, in place; what was changed since stays.
 * @param before the record as it was before the merge
 * @param after as it was right after
 */
export function takeApart(now: PersonSource, before: PersonSource, after: PersonSource): void {
  const back = <T>(current: T, then: T, first: T): T =>
    isDeepStrictEqual(plain(current), plain(then)) ? first : current
  for (const field of OWN_FIELDS) now.own[field] = back(now.own[field], after.own[field], before.own[field])
  now.coordinates = back(now.coordinates, after.coordinates, before.coordinates)
  now.siteChoices = back(now.siteChoices, after.siteChoices, before.siteChoices)
  now.printChoices = back(now.printChoices, after.printChoices, before.printChoices)
  now.consents = back(now.consents, after.consents, before.consents)
  now.listed = back(now.listed, after.listed, before.listed)
  for (const part of ['diplomas', 'positions', 'emails'] as const) partApart(part, now, before, after)
}

function partApart(part: Part, now: PersonSource, before: PersonSource, after: PersonSource): void {
  type Row = { id: string }
  const by = (rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]))
  const [then, first] = [by(after[part]), by(before[part])]
  const left = (now[part] as Row[]).flatMap((row) => {
    const given = then.get(row.id)
    if (!given || !isDeepStrictEqual(plain(row), plain(given))) return [row]
    const own = first.get(row.id)
    return own ? [own] : []
  })
  Object.assign(now, { [part]: left })
}

/** As the journal gives it back: dates and missing keys do not survive JSON. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null))
