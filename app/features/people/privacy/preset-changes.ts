/** What a preset would change, before it is applied; and what stood before, to go back to. Pure. */
import { choicesIn } from '#app/policy/visibility.ts'
import { type AudienceChoices, allowedAudiences, ownAudience } from '#app/tenant/audience.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { AUDIENCES, type Audience, CHANNELS, type Channel } from '#app/vocabulary/audiences.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { type Preset, presetAudience, usefulPresets } from './presets.ts'
import { ownAudienceFields } from './privacy.schema.ts'

export type ChannelChoices = Record<Channel, AudienceChoices>

export interface PresetState {
  preset: Preset
  /** Lines of the page that it would change; none: it is the one in force. */
  count: number
  /** On the site: the fields that would be shown to each audience, those alone that change. */
  site: { audience: Audience; fields: FieldId[] }[]
}

/** @returns the presets of use here, each with what it would change of these choices */
export function presetStates(config: TenantConfig, free: readonly FieldId[], choices: ChannelChoices): PresetState[] {
  const changed = (preset: Preset, channel: Channel) =>
    ownAudienceFields(config).flatMap((field) => {
      const audience = presetAudience(config, preset, channel, field)
      return audience === ownAudience(config, channel, field, choices[channel]) ? [] : [{ field, audience }]
    })
  return usefulPresets(config, free).map((preset) => {
    const onSite = changed(preset, 'site')
    const site = AUDIENCES.map((audience) => ({
      audience,
      fields: onSite.filter((one) => one.audience === audience).map(({ field }) => field),
    })).filter(({ fields }) => fields.length > 0)
    return { preset, count: onSite.length + changed(preset, 'print').length, site }
  })
}

/** @returns codes of choices as an address carries them, `12.40_12.41`: of the site, then of print */
export function choicesText(codes: Record<Channel, readonly number[]>): string {
  return CHANNELS.map((channel) => codes[channel].join('.')).join('_')
}

/**
 * @param text what {@link choicesText} gave, as a browser sends it back
 * @returns the choices that this association lets the person make; undefined for what is no such text
 */
export function readChoicesText(config: TenantConfig, text: unknown): ChannelChoices | undefined {
  if (typeof text !== 'string' || text.length > 4000 || !/^[\d.]*_[\d.]*$/.test(text)) return undefined
  const parts = text.split('_')
  const read = (channel: Channel, part: string): AudienceChoices => {
    const choices = choicesIn(part.split('.').filter(Boolean).map(Number))
    const own = ownAudienceFields(config).filter((field) => {
      const audience = choices[field]
      return audience !== undefined && allowedAudiences(config, channel, field).includes(audience)
    })
    return Object.fromEntries(own.map((field) => [field, choices[field]!]))
  }
  return { site: read('site', parts[0]!), print: read('print', parts[1]!) }
}
