/** The page of one person, as this viewer may see it (S6): found, revealed, counted, written out. */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { abilityOf } from '#app/context/abilities.ts'
import { type Ctx, opensWith } from '#app/context/open.ts'
import { forbidden, notFound, toSignIn } from '#app/context/refusals.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { nameKey, pagesByName } from '#app/domain/company-pages/read-page.server.ts'
import { readBond } from '#app/domain/contacts/bonds.server.ts'
import { type Found, findPair } from '#app/domain/messages/between.server.ts'
import { partyOf } from '#app/domain/messages/party.ts'
import { followHandle } from '#app/domain/people/merged-handle.server.ts'
import { countOpening, noteReading, refuseOpening } from '#app/domain/people/opening-budget.server.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { nameOf, visiblePerson } from '#app/domain/search/visible-person.server.ts'
import { formatDate } from '#app/i18n/format-value.ts'
import { compile, may } from '#app/policy/ability.ts'
import { type Bond, stepsOf } from '#app/policy/contact.rules.ts'
import type { Ability } from '#app/policy/types.ts'
import { type JudgedRow, mayEverRead, type Revealed, readsWhole, reveal } from '#app/policy/view.ts'
import { holds } from '#app/policy/viewer.ts'
import { namedAudiences } from '#app/policy/visibility.ts'
import type { Audience } from '#app/vocabulary/audiences.ts'
import { type Eyes, eyesIn } from '#app/vocabulary/eyes.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import { type FoundPerson, findPerson } from './find-person.server.ts'
import { viewerWith } from './seen-as.server.ts'
import { listOf, showFields } from './show-person.server.ts'
import type { Entry, ShownFields } from './shown.ts'
import { type StaffLink, staffLinks } from './staff-links.ts'
import { type WriteStep, writeStep } from './write-step.ts'

export interface ProfilePage {
  title: string
  handle: string
  name: string
  /** Here people go by a pseudonym, and show their civil name only if they like (N2). */
  pseudonymous: boolean
  fields: ShownFields
  /** « mars 2026 », from visible values alone. */
  updated: string | null
  /** Beside each field of one's own page: who sees it. */
  visibility: Partial<Record<FieldId, Audience>> | null
  own: boolean
  /** Whose eyes the person looks through; `hidden` where these see no page at all. */
  seenAs: { eyes: Eyes; hidden: boolean } | null
  /** The page of the company where they show that they work, where the viewer reads it. */
  employer: string | null
  /** What would open more of this page to the viewer. */
  opensWith: string | null
  /** What the person is to the viewer, where one of the two may do something about it. */
  bond: 'none' | 'asked' | 'asksMe' | 'friend' | 'blocked' | null
  /** Where the viewer writes to the person, or why they may not. */
  write: WriteStep | null
  /** The person will read that this company opened the page. */
  told: boolean
  /** Where the viewer goes as one of the staff. */
  staff: StaffLink[]
  /** The viewer may report the person to the staff (E6). */
  reports: boolean
}

/**
 * @throws Response 302 or 403 where the viewer reads nobody's page, 404 for a hidden or an absent person, 429 beyond
 * the budget
 */
export async function readProfile(ctx: Ctx, handle: string): Promise<ProfilePage> {
  const own = ctx.account?.handle === handle
  // Seen in their place, the person's own page is read by somebody else.
  const isHolder = own && !ctx.standIn
  if (!own) demandReader(ctx)
  // Previews are the person's own: with other eyes the page itself is what one came for.
  const eyes = isHolder ? eyesIn(ctx.url) : undefined
  const ability = eyes
    ? compile({ config: ctx.tenant.config, viewer: viewerWith(eyes, ctx.viewer.personId!), sisters: ctx.sisters })
    : ctx.ability
  const read = await ctx.sql(async (query) => {
    const found = await findPerson(ctx, query, handle)
    const person = found && reveal(ability, found.type, found.row)
    if (!found || !person) return undefined
    const isFree = isHolder || found.counted
    const hasTies = listOf(person.fields.familyTies).length > 0
    const company = found.type === 'Person' && !eyes ? textOf(person.fields.company) : ''
    // Side by side: one turn to the database instead of two.
    const [opening, pair, bond, employers] = await Promise.all([
      isFree ? ('counted' as const) : countOpening(ctx, query, found.id),
      eyes ? undefined : pairWith(ctx, query, found),
      eyes ? null : bondWith(ctx, query, found, isFree && !hasTies && company === ''),
      company === '' ? undefined : pagesByName(query, ctx, [company]),
    ])
    const relatives = opening === 'counted' && hasTies ? await relativesOf(ctx, ability, query, person) : []
    const employer = employers?.get(nameKey(company)) ?? null
    return { found, person, opening, relatives, pair, bond, employer }
  })
  if (read && read.opening !== 'counted') throw refuseOpening(ctx, read.opening)
  if (read && !isHolder) await noteReading(ctx, read.found)
  if (read) return pageOf(ctx, ability, read, { own, eyes })
  if (eyes) return hiddenPage(ctx, handle, eyes)
  throw (await movedTo(ctx, handle)) ?? notFound()
}

/**
 * A record that was taken into another leads there, where the viewer may know of that one; else it is as absent as any.
 */
async function movedTo(ctx: Ctx, old: string): Promise<Response | undefined> {
  const person = await ctx.sql(async (query) => {
    const handle = await followHandle(query, ctx.tenant.id, old)
    return handle === undefined ? undefined : visiblePerson(ctx, ctx.ability, query, handle)
  })
  return person && redirect(href.profile(person.handle), 301)
}

/** Some roles read nobody but themselves: the answer is then the same for every address (rules.md, "Answers"). */
export function demandReader(ctx: Ctx): void {
  const { personId: _, ...stranger } = ctx.viewer
  const ability = abilityOf(ctx.tenant, stranger, ctx.sisters)
  if (mayEverRead(ability, 'Person', ability.identity) || mayEverRead(ability, 'SharedPerson', ability.identity)) return
  if (!ctx.account) throw toSignIn(ctx.url)
  throw forbidden(opensWith(ctx))
}

interface Read {
  found: FoundPerson
  person: Revealed
  relatives: Entry[]
  /** The conversation between the two. */
  pair: Found | undefined
  bond: Bond | null
  employer: string | null
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A conversation is between the two: with other eyes there is none. */
async function pairWith({ tenant, viewer, standIn }: Ctx, query: Query, { id, type }: FoundPerson) {
  const party = partyOf(viewer)
  if (!party || standIn || type !== 'Person' || id === viewer.personId) return undefined
  return findPair({ query, tenant }, party, { personId: id, organisationId: null })
}

/** Contacts are between people of one association. @param last where no other statement follows */
async function bondWith(
  { tenant, viewer }: Ctx,
  query: Query,
  found: FoundPerson,
  last: boolean,
): Promise<Bond | null> {
  const { personId } = viewer
  if (!personId || personId === found.id || found.type !== 'Person') return null
  return readBond({ query, tenant }, personId, found.id, last)
}

function bondShown({ ability, standIn }: Ctx, { id }: FoundPerson, bond: Bond | null): ProfilePage['bond'] {
  if (!bond) return null
  if (bond.friend && !bond.blocked) return 'friend'
  // Whom a person asked or blocked is between the two.
  if (standIn?.name) return null
  if (bond.blocked) return 'blocked'
  if (bond.asksMe) return 'asksMe'
  if (bond.asked) return 'asked'
  return stepsOf(ability, id, bond).includes('ask') ? 'none' : null
}

function pageOf(
  ctx: Ctx,
  ability: Ability,
  { found, person, relatives, pair, bond, employer }: Read,
  { own, eyes }: { own: boolean; eyes: Eyes | undefined },
): ProfilePage {
  const name = nameOf(ctx, person)
  const isMine = own && !eyes && !ctx.standIn
  return {
    title: name,
    handle: person.handle,
    name,
    pseudonymous: ctx.tenant.config.identity.field === 'pseudonym',
    fields: showFields(ctx, person, relatives),
    updated: updatedIn(ctx, found.row, person, (field) => readsWhole(ability, found.type, found.row, field)),
    visibility: isMine ? namedAudiences(ctx.tenant.config, 'site', found.row.siteChoices as number[]) : null,
    own: isMine,
    seenAs: eyes ? { eyes, hidden: false } : null,
    employer,
    opensWith: own ? null : (opensWith(ctx).opensWith ?? null),
    bond: bondShown(ctx, found, bond),
    write:
      !own && !eyes && !ctx.standIn?.name && found.type === 'Person'
        ? writeStep(ctx, person, name, { pair, bond })
        : null,
    staff: !eyes && found.type === 'Person' ? staffLinks(ctx, person.handle) : [],
    told: !own && found.type === 'Person' && holds(ctx.viewer, 'recruiter'),
    reports: !own && found.type === 'Person' && may(ctx.ability, 'report'),
  }
}

function hiddenPage(ctx: Ctx, handle: string, eyes: Eyes): ProfilePage {
  const name = ctx.t('profile:hiddenTitle')
  const nothing = {
    fields: {},
    pseudonymous: false,
    updated: null,
    visibility: null,
    own: false,
    employer: null,
    opensWith: null,
    bond: null,
    write: null,
    staff: [],
  }
  return { title: name, name, handle, ...nothing, reports: false, told: false, seenAs: { eyes, hidden: true } }
}

/** When a value that this viewer sees was last written: what is hidden leaves no trace here. */
function updatedIn(ctx: Ctx, row: JudgedRow, person: Revealed, whole: (field: FieldId) => boolean): string | null {
  const provenance = (row.provenance ?? {}) as Record<string, { at?: string } | undefined>
  const seen = FIELD_IDS.filter((field) => person.fields[field] !== undefined && whole(field))
  const dates = seen.map((field) => provenance[field]?.at)
  const last = dates
    .filter((at) => typeof at === 'string')
    .sort()
    .at(-1)
  return last ? formatDate(last.slice(0, 7), ctx.language) : null
}

/** Relatives whom this viewer may know of, by name; the others are as if they were not. */
async function relativesOf(ctx: Ctx, ability: Ability, query: Query, person: Revealed): Promise<Entry[]> {
  const ties = listOf(person.fields.familyTies)
  const { identity } = ctx.tenant.config
  const fields = [identity.field, ...identity.with]
  const rows = await query<JudgedRow & { id: string }>(sql`
    SELECT ${columns([...JUDGED, ...fields], 'p')} FROM "person" p
    WHERE p."tenantId" = ${ctx.tenant.id} AND p."id" = ANY(${ties.map(({ id }) => String(id))}::uuid[])`)
  const known = new Map(rows.map((row) => [row.id, reveal(ability, 'Person', row, fields)]))
  return ties.flatMap(({ id, kind }) => {
    const other = known.get(String(id))
    if (!other) return []
    const { handle } = other
    const note = ctx.t(`profile:ties.${kind}`, String(kind))
    return [{ title: nameOf(ctx, other), note, kind: String(kind), to: href.profile(handle), person: handle }]
  })
}
