/** Ready-made answers for every field at once (S10), each brought within what the association allows. Pure. */

import { audienceLimits, clampAudience } from '#app/tenant/audience.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { type Audience, CHANNELS, type Channel } from '#app/vocabulary/audiences.ts'
import { FIELD_GROUPS, type FieldId } from '#app/vocabulary/fields.ts'

export const PRESETS = ['discreet', 'network', 'recruiters', 'least'] as const
export type Preset = (typeof PRESETS)[number]

/** What a recruiter looks for: who one is, what one learnt and does, and where. */
const CURRICULUM: readonly FieldId[] = [
  ...FIELD_GROUPS.work,
  ...(['photo', 'status', 'diploma', 'programme', 'speciality', 'level', 'apprenticeship', 'diplomaState'] as const),
  ...(['prepCycle', 'engineeringCycle', 'otherDiplomas', 'schoolActivities', 'alumniActivities'] as const),
  ...(['homeCity', 'homeCountry', 'socialLinks', 'bio', 'cv', 'badges', 'acceptsContact', 'purpose'] as const),
  ...(['publishedAt'] as const),
]

/** What is nobody's business but friends', however open one is. */
const INTIMATE: readonly FieldId[] = [
  ...(['birthDate', 'birthPlace', 'familyTies', 'secondHome', 'homeAddress', 'homePostcode', 'homePhone'] as const),
]

function wishOf({ identity }: TenantConfig, preset: Preset, channel: Channel, field: FieldId): Audience {
  const isName = field === identity.field || identity.with.includes(field)
  switch (preset) {
    case 'least':
      return 'nobody'
    case 'discreet':
      if (channel === 'print') return 'nobody'
      return isName ? 'network' : 'friends'
    case 'network':
      return 'network'
    case 'recruiters':
      if (channel === 'print') return INTIMATE.includes(field) ? 'friends' : 'network'
      if (isName || CURRICULUM.includes(field)) return 'recruiters'
      return INTIMATE.includes(field) ? 'friends' : 'network'
  }
}

/** @returns the audience that the preset gives a field: never wider nor narrower than the association allows. */
export function presetAudience(config: TenantConfig, preset: Preset, channel: Channel, field: FieldId): Audience {
  return clampAudience(wishOf(config, preset, channel, field), audienceLimits(config, channel, field))
}

/**
 * @returns the presets that differ from those before them under this association's limits.
 * @param fields with an audience of their own
 */
export function usefulPresets(config: TenantConfig, fields: readonly FieldId[]): Preset[] {
  const seen = new Set<string>()
  return PRESETS.filter((preset) => {
    const all = CHANNELS.flatMap((channel) => fields.map((field) => presetAudience(config, preset, channel, field)))
    const key = all.join()
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
