/**
 * Why a field is open or closed, for the page of rules and the previews of the privacy page (S10). Nothing is decided
 * here: the compiled policy is asked about this person, then about the same person with one key turned. Pure.
 */
import { subject } from '@casl/ability'
import { type AudienceChoices, allowedAudiences, audienceLimits, effectiveAudience } from '#app/tenant/audience.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { rolesOf } from '#app/tenant/staff-roles.ts'
import {
  AUDIENCES,
  type Audience,
  CHANNELS,
  type Channel,
  choiceCode,
  readChoiceCode,
} from '#app/vocabulary/audiences.ts'
import { FIELD_IDS, type FieldId, HINTS, toldBy } from '#app/vocabulary/fields.ts'
import type { RoleName } from '#app/vocabulary/roles.ts'
import { compile } from './ability.ts'
import type { Ability } from './types.ts'
import { type JudgedRow, mayRead } from './view.ts'
import type { Viewer } from './viewer.ts'

/** Somebody who might look. */
export interface Onlooker {
  role: RoleName
  /** Staff roles held besides. */
  also?: readonly RoleName[]
  /** What they are to the person; a stranger unless said. */
  relation?: 'stranger' | 'friend' | 'contact' | 'self'
  /** A directory pass or subscription is open. */
  hasPass?: boolean
}

export type Key = 'role' | 'audience' | 'channel' | 'consent' | 'status' | 'identity' | 'objection' | 'tells'

/** One field of one person, as one onlooker finds it. */
export interface FieldExplained {
  field: FieldId
  open: boolean
  /** The first key that does not turn; absent where the field is open. */
  closedBy?: Key
  /** The audience that counts, after the association's limits. */
  audience: Audience
  /** What the person chose, where they did. */
  chosen?: Audience
  /** The association decides otherwise than the person chose, or leaves them no choice. */
  imposed: boolean
}

/** An id no row has: of an onlooker who is somebody else. */
const SOMEBODY_ELSE = '00000000-0000-7000-8000-000000000000'

function viewerOf({ role, also = [], relation = 'stranger', hasPass = false }: Onlooker, personId: string): Viewer {
  return {
    roles: [role, ...also],
    personId: relation === 'self' ? personId : SOMEBODY_ELSE,
    friendIds: relation === 'friend' ? [personId] : [],
    contactIds: relation === 'contact' ? [personId] : [],
    hasPass,
  }
}

/** One field by itself, without the question whether the person exists for the viewer. */
function reads(ability: Ability, row: JudgedRow, field: FieldId): boolean {
  return mayRead(ability, 'Person', field, subject('Person', { ...row }))
}

/** The same association, had it and everybody in it opened everything. */
function withoutLimits(config: TenantConfig): TenantConfig {
  const open = { default: 'public' as const }
  return { ...config, fields: { default: { site: open, print: open }, set: {} } }
}

/** @returns the statuses that some sentence of the association asks for. */
function statusesNamed(config: TenantConfig): string[] {
  return Object.values(config.roles).flatMap((rule) => rule.sees.flatMap((grant) => grant.whenStatus ?? []))
}

const AGREED = { consentSchool: true, consentRecruiters: true, consentFederation: true, listed: true }
const REFUSED = { consentSchool: false, consentRecruiters: false, consentFederation: false }
const NOTHING_CHOSEN = { siteChoices: [], printChoices: [] }

/** @returns what the person chose on a channel, as their row keeps it. */
export function choicesOf(row: JudgedRow, channel: Channel): AudienceChoices {
  const codes = (channel === 'site' ? row.siteChoices : row.printChoices) as readonly number[] | null | undefined
  return Object.fromEntries(
    (codes ?? []).flatMap((code) => {
      const read = readChoiceCode(code)
      return read ? [[read.field, read.audience]] : []
    }),
  )
}

/**
 * Explains, field by field, what an onlooker sees of a person of the association, and which key closed the rest.
 * @param row the columns that rules name; values are not needed: a field without a value is explained all the same
 */
export function explain(
  config: TenantConfig,
  onlooker: Onlooker,
  row: JudgedRow,
  channel: Channel = 'site',
): FieldExplained[] {
  const viewer = viewerOf(onlooker, String(row.id))
  const ability = compile({ config, viewer, channel })
  const elsewhere = compile({ config, viewer, channel: CHANNELS.find((other) => other !== channel)! })
  const unlimited = compile({ config: withoutLimits(config), viewer, channel })
  const exists = reads(ability, row, ability.identity)
  const choices = choicesOf(row, channel)
  const closed = (field: FieldId): Key | undefined => {
    if (reads(ability, row, field)) return exists ? undefined : 'identity'
    if (row.listed === false && reads(ability, { ...row, listed: true }, field)) return 'objection'
    if (tellsAlone(ability, row, field, channel)) return 'tells'
    const key = rowKey(config, unlimited, { ...row, ...NOTHING_CHOSEN }, field)
    return key ?? (reads(elsewhere, row, field) ? 'channel' : 'audience')
  }
  return FIELD_IDS.map((field) => {
    const { follows } = audienceLimits(config, channel, field)
    const chosen = choices[follows ?? field]
    const audience = effectiveAudience(config, channel, field, choices)
    const imposed = allowedAudiences(config, channel, field).length === 1 || (chosen ?? audience) !== audience
    const closedBy = closed(field)
    return {
      field,
      open: closedBy === undefined,
      ...(closedBy ? { closedBy } : {}),
      audience,
      ...(chosen ? { chosen } : {}),
      imposed,
    }
  })
}

/** @returns true where the field would be open, had the person opened what it tells: that is what shuts it. */
function tellsAlone(ability: Ability, row: JudgedRow, field: FieldId, channel: Channel): boolean {
  const told = [...toldBy(field), ...(HINTS[field] ?? [])]
  if (told.length === 0) return false
  const column = channel === 'site' ? 'siteChoices' : 'printChoices'
  const codes = ((row[column] as readonly number[] | null) ?? []).filter((code) => {
    const choice = readChoiceCode(code)
    return choice === undefined || !told.includes(choice.field)
  })
  const opened = [...codes, ...told.map((one) => choiceCode(one, 'public'))]
  return reads(ability, { ...row, [column]: opened }, field)
}

/** @returns the key other than the audience that is shut for this row, if one is. */
function rowKey(config: TenantConfig, unlimited: Ability, row: JudgedRow, field: FieldId): Key | undefined {
  const statuses = [row.status, ...statusesNamed(config)]
  const opens = (change: object) => reads(unlimited, { ...row, ...change }, field)
  if (!statuses.some((status) => opens({ ...AGREED, status }))) return 'role'
  if (opens({})) return undefined
  return opens(AGREED) || !statuses.some((status) => opens({ status })) ? 'consent' : 'status'
}

/**
 * always: whatever the person chooses · audience: as the person chooses · friends-only: as the person chooses, and only
 * friends · conditional: only with what `needs` names · never
 */
export type CellKind = 'always' | 'audience' | 'friends-only' | 'conditional' | 'never'
export type Need = 'consent' | 'status' | 'pass' | 'contact'

export interface MatrixCell {
  role: RoleName
  field: FieldId
  cell: CellKind
  /**
   * Whether a person who chose nothing, and agreed to everything, shows it: to a friend in `friends-only`, else to a
   * stranger.
   */
  byDefault: boolean
  needs: Need[]
}

/** @returns one cell per role of the association and field, row by row in the order of roles and field ids. */
export function matrixOf(config: TenantConfig, channel: Channel = 'site'): MatrixCell[] {
  return rolesOf(config).flatMap((role) => {
    const seenBy = (more: Omit<Onlooker, 'role'>) =>
      compile({ config, viewer: viewerOf({ role, ...more }, PROBE), channel })
    const onlookers = {
      stranger: seenBy({}),
      friend: seenBy({ relation: 'friend' }),
      pass: seenBy({ hasPass: true }),
      contact: seenBy({ relation: 'contact' }),
    }
    return FIELD_IDS.map((field) => ({ role, field, ...cellOf(config, onlookers, field) }))
  })
}

const PROBE = '00000000-0000-7000-8000-000000000001'

/** A person who agreed to everything and chose one audience for everything. */
function probe(chosen?: Audience): JudgedRow {
  const choices = chosen ? FIELD_IDS.map((field) => choiceCode(field, chosen)) : []
  return { id: PROBE, handle: '', ...AGREED, siteChoices: choices, printChoices: choices }
}

type Onlookers = Record<'stranger' | 'friend' | 'pass' | 'contact', Ability>

function cellOf(config: TenantConfig, onlookers: Onlookers, field: FieldId): Omit<MatrixCell, 'role' | 'field'> {
  const statuses = [undefined, ...statusesNamed(config)]
  const opens = (ability: Ability, row: JudgedRow) =>
    statuses.some((status) => reads(ability, { ...row, status }, field))
  const wide = probe('public')
  const kinds = ['stranger', 'friend', 'pass', 'contact'] as const
  const who = kinds.find((kind) => AUDIENCES.some((audience) => opens(onlookers[kind], probe(audience))))
  if (!who) return { cell: 'never', byDefault: false, needs: [] }
  const ability = onlookers[who]
  const needs: Need[] = [
    ...(who === 'pass' || who === 'contact' ? [who] : []),
    ...(opens(ability, { ...wide, ...REFUSED }) ? [] : (['consent'] as const)),
    ...(reads(ability, { ...wide, status: undefined }, field) ? [] : (['status'] as const)),
  ]
  // Both doors of an « unlocks » are named where either opens it.
  if (who === 'pass' && opens(onlookers.contact, wide)) needs.push('contact')
  const whatever = opens(ability, probe('nobody'))
  const cell = needs.length > 0 ? 'conditional' : whatever ? 'always' : who === 'friend' ? 'friends-only' : 'audience'
  return { cell, byDefault: opens(ability, probe()), needs }
}
