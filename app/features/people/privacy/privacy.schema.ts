/** Answers of « Confidentialité »: for each field and channel one of the audiences that the association allows. */
import { z } from 'zod'
import { sharedFields } from '#app/policy/visibility.ts'
import { allowedAudiences, audienceLimits } from '#app/tenant/audience.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { CHANNELS } from '#app/vocabulary/audiences.ts'
import { CONSENTS } from '#app/vocabulary/consents.ts'
import { FIELD_IDS, type FieldId, SECRET_FIELDS } from '#app/vocabulary/fields.ts'
import { PRESETS } from './presets.ts'

/** @returns the fields that have an audience of their own in this association and that somebody else may ever read. */
export function ownAudienceFields(config: TenantConfig): FieldId[] {
  const open = sharedFields(config)
  const secret = SECRET_FIELDS as readonly FieldId[]
  return FIELD_IDS.filter(
    (field) =>
      open.has(field) && !secret.includes(field) && audienceLimits(config, 'site', field).follows === undefined,
  )
}

/** Fields of the form are `site-<field>`, `print-<field>` and `consent-<consent>`; what is not sent stays as it is. */
export function privacySchema(config: TenantConfig) {
  const audiences = ownAudienceFields(config).flatMap((field) =>
    CHANNELS.map((channel) => {
      const allowed = allowedAudiences(config, channel, field)
      return [`${channel}-${field}`, z.enum(allowed as [string, ...string[]], 'audience').optional()] as const
    }),
  )
  const consents = CONSENTS.filter((consent) => config.consents[consent].asked).map(
    (consent) => [`consent-${consent}`, z.enum(['yes', 'no'], 'choice').optional()] as const,
  )
  return z.object({
    version: z.string().max(40).default(''),
    preset: z.enum(PRESETS, 'choice').optional(),
    ...Object.fromEntries([...audiences, ...consents]),
  })
}
