/**
 * The third door to people's data: the administrator's extraction (P4, interface.md "Administrator's extraction"). It
 * opens to who may `extract` and to nobody else, above every audience, and never lets a secret field through.
 */
import { audienceLimits, audienceRank, clampAudience } from '#app/tenant/audience.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { type Audience, CHANNELS, type Channel, readChoiceCode } from '#app/vocabulary/audiences.ts'
import { FIELD_IDS, type FieldId, HINTS, SECRET_FIELDS, toldBy } from '#app/vocabulary/fields.ts'
import { may } from './ability.ts'
import type { Ability } from './types.ts'

declare const extracted: unique symbol

type Secret = (typeof SECRET_FIELDS)[number]
export type ExtractedField = Exclude<FieldId, Secret>

/** Every field id that an extraction holds, in the order of its columns. */
export const EXTRACTED_FIELDS = FIELD_IDS.filter(
  (field): field is ExtractedField => !(SECRET_FIELDS as readonly FieldId[]).includes(field),
)

/** A person as an extraction holds them; writers of files accept this type and no row. */
export interface Extracted {
  readonly handle: string
  readonly fields: Readonly<Record<ExtractedField, unknown>>
  /** Whom each field admits, after the association's widest and narrowest. */
  readonly audience: Readonly<Record<ExtractedField, Readonly<Record<Channel, Audience>>>>
  readonly [extracted]: true
}

/** A row with every column of {@link EXTRACTED_FIELDS}. */
export interface ExtractableRow {
  handle: string
  siteChoices: readonly number[]
  printChoices: readonly number[]
  [column: string]: unknown
}

/**
 * @throws where the viewer may not extract: a page that forgot to ask must not leak
 */
export function extractRow(ability: Ability, config: TenantConfig, row: ExtractableRow): Extracted {
  if (!may(ability, 'extract')) throw new Error('this viewer may not extract')
  const fields: Record<string, unknown> = {}
  for (const field of EXTRACTED_FIELDS) fields[field] = row[field] ?? null
  const choices = { site: chosen(row.siteChoices), print: chosen(row.printChoices) }
  const audience: Record<string, Readonly<Record<Channel, Audience>>> = {}
  for (const { field, counting } of limitsOf(config)) {
    const of = (channel: Channel) => narrowestOf(counting, channel, choices[channel])
    audience[field] = pair(of('site'), of('print'))
  }
  return { handle: row.handle, fields, audience } as unknown as Extracted
}

function narrowestOf(counting: readonly Counting[], channel: Channel, choices: Map<FieldId, Audience>): Audience {
  let all: Audience = 'public'
  for (const { leader, limits, unchosen } of counting) {
    const one = clampAudience(choices.get(leader) ?? limits[channel][unchosen], limits[channel])
    if (audienceRank(one) > audienceRank(all)) all = one
  }
  return all
}

/** There are few pairs and many people: each pair is one object. */
const pairs = new Map<string, Readonly<Record<Channel, Audience>>>()

function pair(site: Audience, print: Audience): Readonly<Record<Channel, Audience>> {
  const key = `${site} ${print}`
  const made = pairs.get(key) ?? Object.freeze({ site, print })
  pairs.set(key, made)
  return made
}

function chosen(codes: readonly number[]): Map<FieldId, Audience> {
  return new Map(
    codes.flatMap((code) => {
      const choice = readChoiceCode(code)
      return choice ? [[choice.field, choice.audience] as const] : []
    }),
  )
}

/** A field whose audience counts for another one: itself, what it tells, what it hints at (vocabulary.ts). */
interface Counting {
  leader: FieldId
  limits: Record<Channel, ReturnType<typeof audienceLimits>>
  unchosen: 'default' | 'widest'
}

interface FieldLimits {
  field: ExtractedField
  counting: Counting[]
}

/** Worked out once per version of the rules, not once per person. */
const known = new WeakMap<TenantConfig, FieldLimits[]>()

function limitsOf(config: TenantConfig): FieldLimits[] {
  const counts = (field: FieldId, unchosen: Counting['unchosen'] = 'default'): Counting => {
    const [site, print] = CHANNELS.map((channel) => audienceLimits(config, channel, field))
    return { leader: site!.follows ?? field, limits: { site: site!, print: print! }, unchosen }
  }
  const made =
    known.get(config) ??
    EXTRACTED_FIELDS.map((field) => ({
      field,
      counting: [
        ...[field, ...toldBy(field)].map((one) => counts(one)),
        ...(HINTS[field] ?? []).map((one) => counts(one, 'widest')),
      ],
    }))
  known.set(config, made)
  return made
}
