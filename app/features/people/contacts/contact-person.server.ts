/** `/profil/:handle/contact`: what somebody is to me, and what I can do about it (S9). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { secondsToMidnight } from '#app/calendar/civil-day.ts'
import { abilityWith } from '#app/context/abilities.ts'
import { type Args, type Ctx, open } from '#app/context/open.ts'
import { forbidden, notFound, tooMany } from '#app/context/refusals.ts'
import type { Query } from '#app/db/transaction.ts'
import * as bonds from '#app/domain/contacts/bonds.server.ts'
import { partMentoring } from '#app/domain/mentoring/requests.server.ts'
import { closeAgainst } from '#app/domain/messages/seats.server.ts'
import { dropNotices, type NewNotice, putNotice } from '#app/domain/notices/put-notices.server.ts'
import { type VisiblePerson, visiblePerson } from '#app/domain/search/visible-person.server.ts'
import { type Bond, stepsOf } from '#app/policy/contact.rules.ts'
import type { BondStep } from '#app/policy/contact-steps.ts'

/** Characters of the note that goes with a request. */
export const NOTE_LENGTH = 300

export interface Member {
  ctx: Ctx
  personId: string
}

/**
 * @throws Response 302 for who is signed out, 403 for accounts without a record: contacts are between people of the
 * base
 */
export async function openMember(args: Args): Promise<Member> {
  const ctx = await open(args, { needs: 'account' })
  const { personId } = ctx.viewer
  if (!personId) throw forbidden()
  return { ctx, personId }
}

interface Met {
  person: VisiblePerson
  bond: Bond
}

/** People who ask are found here though they are hidden elsewhere; everybody else must be visible. */
async function meet({ ctx, personId }: Member, query: Query, handle: string): Promise<Met> {
  const asking = await bonds.knownOf(query, ctx.tenant.id, personId, handle)
  const person = await visiblePerson(ctx, abilityWith(ctx, asking), query, handle)
  if (!person || person.id === personId) throw notFound()
  return { person, bond: await bonds.readBond({ query, tenant: ctx.tenant }, personId, person.id) }
}

/** @throws Response 404 for a hidden or an absent person, and for oneself */
export function readContact(member: Member, handle: string) {
  const { ctx } = member
  return ctx.sql(async (query) => {
    const { person, bond } = await meet(member, query, handle)
    return {
      title: ctx.t('contacts:with', { name: person.name }),
      name: person.name,
      handle: person.handle,
      asked: bond.asked?.toISOString() ?? null,
      note: bond.asksMe?.note ?? null,
      asksMe: bond.asksMe !== null,
      friend: bond.friend,
      blocked: bond.blocked,
      steps: stepsOf(ctx.ability, person.id, bond),
      done: ctx.url.searchParams.get('fait'),
    }
  })
}

/**
 * POST `intent`.
 * @throws Response 429 once enough people were asked today; a step that is over by now changes nothing
 */
export async function changeContact(member: Member, handle: string, form: FormData) {
  const { ctx, personId } = member
  const wish = String(form.get('intent') ?? '') as BondStep
  const note = String(form.get('note') ?? '').trim()
  if (note.length > NOTE_LENGTH) return data({ note, error: 'noteLong' as const }, { status: 422 })
  const refusal = await ctx.sql(async (query) => {
    const before = await meet(member, query, handle)
    await bonds.lockPair(ctx, query, personId, before.person.id)
    const { person, bond } = await meet(member, query, handle)
    // Both asked: the second one agrees.
    const intent = wish === 'ask' && bond.asksMe ? 'accept' : wish
    if (!stepsOf(ctx.ability, person.id, bond).includes(intent)) return 'gone' as const
    if (intent === 'ask') {
      const refusal = await bonds.ask(ctx, query, personId, { otherId: person.id, note: note || null })
      if (!refusal) await tellAsked(member, query, person.id)
      return refusal
    }
    await DO[intent](ctx, query, personId, person.id)
    if (intent === 'accept') await tellAccepted(member, query, person.id)
    return undefined
  })
  if (refusal === 'budget') throw tooMany('contacts', secondsToMidnight(ctx.now))
  const done = refusal === 'gone' ? '' : `?fait=${wish}`
  const back = safeBack(form.get('retour')) ?? href.askContact(handle)
  return redirect(`${back}${done}`, 303)
}

const ofContact = ({ ctx }: Member, kind: NewNotice['kind'], subjectId: string): NewNotice => {
  return { kind, subjectId, placeId: ctx.tenant.id }
}

/** The policy shows the notice only if the request reaches the person: one withheld in silence tells nothing. */
const tellAsked = (member: Member, query: Query, otherId: string) =>
  putNotice({ query, ...member.ctx }, ofContact(member, 'contact-asked', member.personId), otherId)

async function tellAccepted(member: Member, query: Query, otherId: string): Promise<void> {
  await dropNotices({ query, ...member.ctx }, ofContact(member, 'contact-asked', otherId))
  await putNotice({ query, ...member.ctx }, ofContact(member, 'contact-accepted', member.personId), otherId)
}

/** Ends what there was, and what was said between the two reaches no further. */
async function keepAway(ctx: Ctx, query: Query, personId: string, otherId: string): Promise<void> {
  await bonds.block(ctx, query, personId, otherId)
  await partMentoring({ query, tenant: ctx.tenant, now: ctx.now }, personId, otherId)
  await closeAgainst({ query, tenant: ctx.tenant }, personId, otherId)
}

/** What each step does, but for asking, which may be refused. */
const DO: Record<Exclude<BondStep, 'ask'>, typeof bonds.refuse> = {
  withdraw: bonds.withdraw,
  accept: bonds.accept,
  refuse: bonds.refuse,
  remove: bonds.remove,
  block: keepAway,
  unblock: bonds.unblock,
}

/** The list one came from, and nothing else. */
function safeBack(wish: FormDataEntryValue | null): string | undefined {
  return wish === 'recues' ? href.contactsList('recues') : undefined
}
