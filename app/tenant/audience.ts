/**
 * Key 2 of the three: the audience a person's value has, from their choice and the association's limits (S10, rules.md
 * "Relations"). Pure; the policy, the privacy page, the export and the printed directory all ask here.
 */
import { AUDIENCES, type Audience, type Channel } from '#app/vocabulary/audiences.ts'
import { type FieldId, HINTS, SECRET_FIELDS, TELLS } from '#app/vocabulary/fields.ts'
import type { TenantConfig } from './schema.ts'

/** What an association lets a person choose for one field on one channel. */
export interface AudienceLimits {
  default: Audience
  /** Nobody wider than this may be admitted. */
  widest: Audience
  /** Nobody closer than this may be shut out. */
  narrowest: Audience
  /** Set where the field has no audience of its own: it follows this one (rules.md, "Persons"). */
  follows?: FieldId
  /** Why the association imposes something, in both languages. */
  reason?: { fr: string; en: string }
}

/** The choices of one person on one channel; a field left out takes the association's default. */
export type AudienceChoices = Partial<Record<FieldId, Audience>>

/** @returns position from widest (public, 0) to narrowest (nobody, 4). */
export function audienceRank(audience: Audience): number {
  return AUDIENCES.indexOf(audience)
}

/**
 * @returns `audience` brought between `widest` and `narrowest`; should the two contradict each other, the narrower of
 * them wins.
 */
export function clampAudience(audience: Audience, limits: { widest: Audience; narrowest: Audience }): Audience {
  const rank = Math.max(Math.min(audienceRank(audience), audienceRank(limits.narrowest)), audienceRank(limits.widest))
  return AUDIENCES[rank]!
}

/**
 * The limits in force for a field: its own line under `fields.set`, else `fields.default`, else public … nobody with
 * the network as default. An inherited default outside the field's own limits is brought inside. Secret fields: nobody,
 * always.
 */
export function audienceLimits(config: TenantConfig, channel: Channel, field: FieldId): AudienceLimits {
  const leader = leaderOf(config, field)
  if ((SECRET_FIELDS as readonly FieldId[]).includes(leader))
    return { default: 'nobody', widest: 'nobody', narrowest: 'nobody' }
  const own = config.fields.set[leader]
  const common = config.fields.default
  const widest = own?.[channel].widest ?? common[channel].widest ?? 'public'
  const narrowest = own?.[channel].narrowest ?? common[channel].narrowest ?? 'nobody'
  const wish = own?.[channel].default ?? common[channel].default ?? 'network'
  return {
    default: clampAudience(wish, { widest, narrowest }),
    widest,
    narrowest,
    ...(leader === field ? {} : { follows: leader }),
    ...((own?.reason ?? common.reason) ? { reason: own?.reason ?? common.reason } : {}),
  }
}

/** @returns the audiences a person may choose for the field, widest first; one alone where the association decides. */
export function allowedAudiences(config: TenantConfig, channel: Channel, field: FieldId): Audience[] {
  const { widest, narrowest } = audienceLimits(config, channel, field)
  return AUDIENCES.filter((a) => audienceRank(a) >= audienceRank(widest) && audienceRank(a) <= audienceRank(narrowest))
}

/**
 * Works out the audience that counts: the person's choice or the default, between the association's widest and
 * narrowest (interface.md, "Administrator's extraction"). It is never wider than that of a field which the value tells.
 */
export function effectiveAudience(
  config: TenantConfig,
  channel: Channel,
  field: FieldId,
  choices: AudienceChoices,
): Audience {
  const own = ownAudience(config, channel, field, choices)
  const told = (TELLS[field] ?? []).map((one) => effectiveAudience(config, channel, one, choices))
  const hinted = (HINTS[field] ?? []).map((one) => unclosed(config, channel, one, choices))
  return [own, ...told, ...hinted].reduce((a, b) => (audienceRank(b) > audienceRank(a) ? b : a))
}

/** What the person closed of a field at which a file hints: a default closes nothing. */
function unclosed(config: TenantConfig, channel: Channel, field: FieldId, choices: AudienceChoices): Audience {
  const limits = audienceLimits(config, channel, field)
  return clampAudience(choices[leaderOf(config, field)] ?? limits.widest, limits)
}

/**
 * The field's own audience, whatever it tells: what a person chose for it and may find again once the told field is
 * open. The identity field's companions take its audience, whatever was chosen for them.
 */
export function ownAudience(
  config: TenantConfig,
  channel: Channel,
  field: FieldId,
  choices: AudienceChoices,
): Audience {
  const limits = audienceLimits(config, channel, field)
  return clampAudience(choices[leaderOf(config, field)] ?? limits.default, limits)
}

function leaderOf(config: TenantConfig, field: FieldId): FieldId {
  return config.identity.with.includes(field) ? config.identity.field : field
}
