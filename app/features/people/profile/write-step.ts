/** « Écrire » on a profile: where it leads, or the reason in words. */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { type Found, talkOf } from '#app/domain/messages/between.server.ts'
import { isOpenTo } from '#app/domain/messages/write-message.server.ts'
import type { Bond } from '#app/policy/contact.rules.ts'
import { isDeceased } from '#app/policy/in-force.ts'
import { whyNotWrite } from '#app/policy/message.rules.ts'
import type { Revealed } from '#app/policy/view.ts'

export interface WriteStep {
  to: string | null
  why: string | null
}

/**
 * @param pair the conversation there is between the two
 * @param name of the person, as the viewer reads it
 * @returns null for accounts that have no messages
 */
export function writeStep(
  { ability, tenant, t }: Ctx,
  person: Revealed,
  name: string,
  { pair, bond }: { pair: Found | undefined; bond: Bond | null },
): WriteStep | null {
  const { status, acceptsContact } = person.fields
  const between = { friend: bond?.friend ?? false, blocks: bond?.blocked ?? false, talk: talkOf(pair) }
  const why = whyNotWrite(ability, tenant.config, between, {
    self: false,
    deceased: isDeceased(tenant.config, typeof status === 'string' ? status : null),
    accepts: acceptsContact === true,
  })
  if (why === 'party') return null
  const there = pair && isOpenTo(pair) ? href.conversation(pair.id) : null
  const to = why ? there : (there ?? href.writeTo(person.handle))
  return { to, why: why ? t(`messages:why.${why}`, { name }) : null }
}
