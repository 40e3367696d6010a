/** `/groupes/:group/gerer`: what those who run a group decide (S15; A18, A19). */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { abilityWith } from '#app/context/abilities.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { countShown } from '#app/context/shown-people.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import type { FoundGroup } from '#app/domain/groups/find-groups.server.ts'
import { findInGroup, isListed } from '#app/domain/groups/members.server.ts'
import { addMember, answerRequest, setLeader } from '#app/domain/groups/places.server.ts'
import { putNotice } from '#app/domain/notices/put-notices.server.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { nameOf, visiblePerson } from '#app/domain/search/visible-person.server.ts'
import { keepsGroups, namesLeader, runsGroup } from '#app/policy/group.rules.ts'
import { type JudgedRow, reveal } from '#app/policy/view.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { DOCUMENTS_BY } from '#app/vocabulary/things.ts'
import { groupAt, lockedGroup } from './open-group.server.ts'
import { ABOUT_LENGTH } from './propose.server.ts'

export interface Candidate {
  handle: string
  name: string
  note: string | null
  leads: boolean
}

async function demandRunner(ctx: Ctx, query: Query, slug: string, lock = false): Promise<FoundGroup> {
  const group = await (lock ? lockedGroup : groupAt)(ctx, query, slug)
  if (!runsGroup(ctx.ability, group.id)) throw forbidden()
  return group
}

/** Ids of those who ask to join and whom the viewer keeps no distance from: asking shows who asks. */
async function askersOf({ tenant, viewer }: Ctx, query: Query, { id }: FoundGroup): Promise<string[]> {
  const rows = await query<RowOf<'group_member', 'personId'>>(sql`SELECT "personId" FROM "group_member"
    WHERE "tenantId" = ${tenant.id} AND "groupId" = ${id} AND "state" = 'asked' LIMIT 100`)
  return rows.map(({ personId }) => personId).filter((one) => !(viewer.apartIds ?? []).includes(one))
}

/** Who asks to join, or leads, by name; leaders whom the viewer may not know of are not in it. */
async function candidates(ctx: Ctx, query: Query, group: FoundGroup, which: 'asked' | 'leads'): Promise<Candidate[]> {
  const { identity } = ctx.tenant.config
  const fields = [identity.field, ...identity.with]
  const ability = which === 'asked' ? abilityWith(ctx, await askersOf(ctx, query, group)) : ctx.ability
  const wanted = which === 'asked' ? sql`m."state" = 'asked'` : sql`m."leads" AND m."state" = 'member'`
  const rows = await query<JudgedRow & { note: string | null; leads: boolean }>(sql`
    SELECT ${columns([...JUDGED, ...fields], 'p')}, m."note", m."leads" FROM "group_member" m
    JOIN "person" p ON p."tenantId" = ${ctx.tenant.id} AND p."id" = m."personId"
    WHERE m."tenantId" = ${ctx.tenant.id} AND m."groupId" = ${group.id} AND ${wanted}
    ORDER BY m."at", p."id" LIMIT 100`)
  return rows.flatMap((row) => {
    const person = reveal(ability, 'Person', row, fields)
    return person ? [{ handle: person.handle, name: nameOf(ctx, person), note: row.note, leads: row.leads }] : []
  })
}

export async function readManaging(ctx: Ctx, slug: string) {
  const read = await ctx.sql(async (query) => {
    const group = await demandRunner(ctx, query, slug)
    return {
      group,
      asked: await candidates(ctx, query, group, 'asked'),
      leaders: await candidates(ctx, query, group, 'leads'),
    }
  })
  const { group, asked, leaders } = read
  await countShown(ctx, [...asked, ...leaders])
  const typed = (ctx.url.searchParams.get('q') ?? '').slice(0, 80)
  const found = await findInGroup(ctx, group, { typed, everyone: keepsGroups(ctx.ability) })
  return {
    title: ctx.t('groups:manage.title', { name: group.name }),
    formKey: uuidv7(),
    group: {
      slug: group.slug,
      name: group.name,
      about: group.about,
      joining: group.joining,
      documentsBy: group.documentsBy,
    },
    asked,
    leaders,
    typed,
    found,
    adds: keepsGroups(ctx.ability),
    outcome: ctx.url.searchParams.get('fait'),
  }
}

/** Whom the handle of the form names, if the viewer may know of them. */
async function named(ctx: Ctx, query: Query, group: FoundGroup, form: FormData): Promise<string | undefined> {
  const handle = String(form.get('handle') ?? '').trim()
  if (handle === '') return undefined
  const ability = abilityWith(ctx, await askersOf(ctx, query, group))
  return (await visiblePerson(ctx, ability, query, handle))?.id
}

/** Words of `manage.done` and `manage.faults`. */
type Outcome =
  | 'about'
  | 'documents'
  | 'accepted'
  | 'refused'
  | 'added'
  | 'leader'
  | 'noLeader'
  | 'last'
  | 'gone'
  | 'nobody'
  | 'long'

async function carryOut(ctx: Ctx, query: Query, group: FoundGroup, form: FormData): Promise<Outcome> {
  const intent = String(form.get('intent') ?? '')
  if (intent === 'about') return writeAbout(ctx, query, group, String(form.get('about') ?? '').trim())
  if (intent === 'documents') return chooseDocumentsBy(ctx, query, group, form.get('documentsBy'))
  const personId = await named(ctx, query, group, form)
  if (!personId) return 'nobody'
  if (intent === 'accept' || intent === 'refuse') {
    const accept = intent === 'accept'
    const done = await answerRequest(ctx, query, group, { personId, accept })
    // A refusal looks like no answer.
    if (done && accept)
      await putNotice({ query, ...ctx }, { kind: 'joined', subjectId: group.id, placeId: group.id }, personId)
    return done ? (accept ? 'accepted' : 'refused') : 'gone'
  }
  if (intent === 'add' && keepsGroups(ctx.ability)) {
    await addMember(ctx, query, group, personId)
    return 'added'
  }
  if (intent !== 'lead' && intent !== 'unlead') return 'gone'
  const leads = intent === 'lead'
  if (leads && !namesLeader(ctx.ability, group.id, await isListed(ctx, query, group, personId))) return 'nobody'
  // In a group by address nobody has a row before they lead it; the staff name whom they like.
  if (leads) await addMember(ctx, query, group, personId)
  const set = await setLeader(ctx, query, group, { personId, leads })
  if (set !== 'done') return set
  const action = leads ? 'group.leader-named' : 'group.leader-ended'
  await audit(query, ctx, action, { subjectId: personId, detail: { group: group.slug } })
  return leads ? 'leader' : 'noLeader'
}

async function writeAbout({ tenant }: Ctx, query: Query, { id }: FoundGroup, about: string): Promise<Outcome> {
  if (about.length > ABOUT_LENGTH) return 'long'
  await query(sql`UPDATE "group" SET "about" = ${about || null} WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
  return 'about'
}

async function chooseDocumentsBy({ tenant }: Ctx, query: Query, { id }: FoundGroup, by: unknown): Promise<Outcome> {
  if (!isOneOf(DOCUMENTS_BY, by)) return 'gone'
  await query(sql`UPDATE "group" SET "documentsBy" = ${by} WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
  return 'documents'
}

export async function manage(ctx: Ctx, slug: string, form: FormData) {
  const outcome = await ctx.sql(async (query) => carryOut(ctx, query, await demandRunner(ctx, query, slug, true), form))
  return redirect(`${href.manageGroup(slug)}?fait=${outcome}`, 303)
}
