/**
 * Key 2 as a condition on a person's row: their choices, the association's default and limits, against how close the
 * viewer is.
 */

import type { Condition } from '#app/db/condition.ts'
import { audienceLimits, audienceRank, clampAudience } from '#app/tenant/audience.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { AUDIENCES, type Audience, type Channel, choiceCode } from '#app/vocabulary/audiences.ts'
import { type FieldId, HINTS } from '#app/vocabulary/fields.ts'
import { conjoin } from './conjunction.ts'

type Choices = 'siteChoices' | 'printChoices'

/** Shape shared with the database's closed condition tree; declared here so that the policy stays free of it. */
export type AudienceCondition = { [K in Choices]?: { hasSome: number[] } } & {
  NOT?: AudienceCondition
  AND?: readonly AudienceCondition[]
}

/** @returns the column that keeps the choices of a channel. */
export function choicesColumn(channel: Channel): Choices {
  return channel === 'site' ? 'siteChoices' : 'printChoices'
}

/**
 * Compiles the audience of a field, and of the {@link HINTS} that a person closed, for one relation of the viewer.
 * @returns a condition, an empty one where every row admits the viewer, or `undefined` where none can
 */
export function audienceCondition(
  config: TenantConfig,
  channel: Channel,
  field: FieldId,
  relation: Audience,
): AudienceCondition | undefined {
  const own = fieldCondition(config, channel, field, { relation })
  return (HINTS[field] ?? []).reduce<AudienceCondition | undefined>((all, told) => {
    const unclosed = fieldCondition(config, channel, told, {
      relation,
      unchosen: audienceLimits(config, channel, told).widest,
    })
    return all && unclosed && conjoin(all as Condition, unclosed as Condition)
  }, own)
}

/**
 * Whom the field admits, for a viewer who is `relation` to the person.
 *
 * Rows keep only what a person chose; limits and default are the association's rules of today. So a changed rule holds
 * at the next request, without touching a row.
 * @param unchosen what counts where the person chose nothing
 * @returns a condition, an empty one where every row admits the viewer, or `undefined` where none can
 */
function fieldCondition(
  config: TenantConfig,
  channel: Channel,
  field: FieldId,
  { relation, unchosen = audienceLimits(config, channel, field).default }: { relation: Audience; unchosen?: Audience },
): AudienceCondition | undefined {
  const limits = audienceLimits(config, channel, field)
  const chosenFor = limits.follows ?? field
  const admits = (audience: Audience) => audienceRank(clampAudience(audience, limits)) <= audienceRank(relation)
  const codes = (audiences: Audience[]) => audiences.map((audience) => choiceCode(chosenFor, audience))
  const column = choicesColumn(channel)
  if (admits(unchosen)) {
    const shut = AUDIENCES.filter((audience) => !admits(audience))
    return shut.length === 0 ? {} : { NOT: { [column]: { hasSome: codes(shut) } } }
  }
  const open = AUDIENCES.filter(admits)
  return open.length === 0 ? undefined : { [column]: { hasSome: codes(open) } }
}

/** @returns the relation a grant judges by: it may treat the viewer as no closer than `upTo`. */
export function nearest(relation: Audience, upTo: Audience | undefined): Audience {
  return upTo && audienceRank(upTo) < audienceRank(relation) ? upTo : relation
}
