/** `/admin/lettres/:letter/envoi`: a letter is looked at, counted, tried, planned, stopped (S12, B19, B20). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { instantOfMinute } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { findGroups } from '#app/domain/groups/find-groups.server.ts'
import { countAudience, isKnown } from '#app/domain/letters/audience.server.ts'
import { type Fault, faultsOf } from '#app/domain/letters/blocks.ts'
import {
  createLetter,
  type KeptLetter,
  lockLetter,
  planLetter,
  recallLetter,
  seenOf,
  stopLetter,
  totalsOf,
} from '#app/domain/letters/letters.server.ts'
import { lettersTask } from '#app/domain/letters/letters.task.ts'
import { picturesOfLetter, takeDownPictures } from '#app/domain/letters/pictures.server.ts'
import { thingsOf } from '#app/domain/letters/shown-blocks.server.ts'
import { READERS, WORST_READERS } from '#app/domain/letters/worst-readers.ts'
import { provedAddresses } from '#app/domain/mail/proved-addresses.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { visiblePeople } from '#app/domain/search/visible-person.server.ts'
import { tellsReaders } from '#app/policy/cohort-mail.rules.ts'
import { narrowsLetters } from '#app/policy/letter.rules.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { CRITERIA } from '#app/vocabulary/criteria.ts'
import { LETTER_CRITERIA } from '#app/vocabulary/letters.ts'
import { findLetter, titleOf } from './edit-letter.server.ts'
import { listName } from './list-name.ts'

/** A letter is planned at most so many days ahead. */
const AHEAD = 366

async function faults(ctx: Ctx, query: Query, letter: KeptLetter): Promise<Fault[]> {
  const things = await thingsOf({ query, tenant: ctx.tenant }, letter, { now: ctx.now })
  const pictures = await picturesOfLetter(query, ctx.tenant.id, letter.id)
  // A picture that somebody took down meanwhile is none.
  const blocks = letter.blocks.map((block) =>
    block.kind === 'picture' && !pictures.some(({ id }) => id === block.picture) ? { ...block, picture: '' } : block,
  )
  return faultsOf({ ...letter, blocks }, new Set(things.map(({ id }) => id)))
}

/** Whom the rule finds now: how many, and five of them as far as the viewer may know of them. */
async function readersOf(ctx: Ctx, query: Query, { audience }: KeptLetter) {
  if (!isKnown(ctx.tenant, audience)) return { count: 0, examples: [] }
  const { count, examples: ids } = await countAudience(query, ctx.tenant, audience, ctx.now)
  const people = narrowsLetters(ctx.ability) ? [...(await visiblePeople(ctx, query, ids)).values()] : []
  return { count, examples: people }
}

/** The rule in words, each a line. */
async function ruleOf(ctx: Ctx, query: Query, { audience }: KeptLetter): Promise<string[]> {
  const { paidUp, from, until, towns, groups, search } = audience
  const say = (key: string, values: Record<string, unknown> = {}) => ctx.t(`letters:rule.${key}`, values)
  const names = groups.length > 0 ? (await findGroups(ctx, query)).filter(({ id }) => groups.includes(id)) : []
  return [
    say('list', { name: listName(ctx, audience.list) }),
    ...(paidUp === 'any' ? [] : [say(`paid.${paidUp}`)]),
    ...(from === null ? [] : [say('from', { year: from })]),
    ...(until === null ? [] : [say('until', { year: until })]),
    ...(towns.length > 0 ? [say('towns', { towns: towns.join(', ') })] : []),
    ...LETTER_CRITERIA.filter((one) => search[one]).map((one) =>
      say('search', { field: ctx.t(`common:fields.${CRITERIA[one]}`), value: search[one] }),
    ),
    ...(groups.length > 0 ? [say('groups', { groups: names.map(({ name }) => name).join(', ') })] : []),
  ]
}

export async function readSendingPage(ctx: Ctx, id: string) {
  const letter = await findLetter(ctx, id)
  const isOpen = letter.state === 'draft' || letter.state === 'late' || letter.state === 'planned'
  const page = await ctx.sql(async (query) => ({
    faults: isOpen ? await faults(ctx, query, letter) : [],
    pictures: isOpen ? [] : await picturesOfLetter(query, ctx.tenant.id, id),
    rule: await ruleOf(ctx, query, letter),
    readers: isOpen ? await readersOf(ctx, query, letter) : null,
    totals: isOpen ? null : ((await totalsOf(query, ctx.tenant.id, [id])).get(id) ?? null),
  }))
  if (page.readers) await countShown(ctx, page.readers.examples)
  const count = page.readers?.count ?? 0
  return {
    title: titleOf(ctx, letter),
    id,
    state: letter.state,
    at: letter.plannedAt?.toISOString() ?? null,
    rule: page.rule,
    faults: page.faults,
    pictures: page.pictures.map((one) => ({
      ...one,
      alt:
        letter.blocks.flatMap((block) =>
          block.kind === 'picture' && block.picture === one.id ? [block.alt] : [],
        )[0] ?? '',
    })),
    totals: page.totals,
    readers: page.readers && {
      count: tellsReaders(ctx.ability, count) ? count : null,
      some: count > 0,
      examples: page.readers.examples,
    },
    worst: WORST_READERS,
    seen: seenOf(letter),
    outcome: ctx.url.searchParams.get('fait'),
  }
}

/**
 * POST `intent`: `test`, `plan` with `at` and `seen` (the letter as it was looked at), `recall`, `stop`, `copy`,
 * `picture` with the one to take down.
 */
export async function changeSending(ctx: Ctx, id: string, form: FormData) {
  const letter = await findLetter(ctx, id)
  const here = (done: string) => redirect(`${href.letterSending(id)}?fait=${done}`, 303)
  switch (form.get('intent')) {
    case 'test':
      return here((await sendTest(ctx, letter)) ? 'tested' : 'noAddress')
    case 'plan':
      return plan(ctx, letter.id, { typed: String(form.get('at') ?? ''), seen: form.get('seen') })
    case 'recall':
      return (await end(ctx, letter, 'recalled')) ? redirect(href.letter(id), 303) : here('gone')
    case 'stop':
      return here((await end(ctx, letter, 'stopped')) ? 'stopped' : 'gone')
    case 'picture':
      return here((await takeDownPictures(ctx, id, { ids: [String(form.get('picture') ?? '')] })) ? 'picture' : 'gone')
    case 'copy':
      return copy(ctx, letter)
    default:
      return here('gone')
  }
}

async function plan(ctx: Ctx, id: string, { typed, seen }: { typed: string; seen: unknown }) {
  const at = typed.trim() === '' ? ctx.now : instantOfMinute(typed.trim())
  const isSoon = at !== undefined && at.getTime() - ctx.now.getTime() <= AHEAD * 86_400_000
  if (!at || !isSoon) return data({ error: 'at' as const, typed }, { status: 422 })
  const done = await ctx.sql(async (query) => {
    const letter = await lockLetter(query, ctx.tenant.id, id)
    // Changed by somebody else since: other words would leave than were read, or for others.
    if (!letter || (seen !== null && seen !== seenOf(letter))) return 'gone'
    if ((await faults(ctx, query, letter)).length > 0) return 'faults'
    const { count } = await readersOf(ctx, query, letter)
    if (count === 0) return 'nobody'
    const unit = { query, tenant: ctx.tenant, now: ctx.now }
    if (!(await planLetter(unit, letter.id, { at, counted: count }))) return 'gone'
    await audit(query, ctx, 'letter.planned', { subjectId: letter.id, detail: { people: count } })
    return at > ctx.now ? 'planned' : 'leaves'
  })
  if (done === 'leaves') await enqueue(lettersTask, { tenantId: ctx.tenant.id })
  return redirect(`${href.letterSending(id)}?fait=${done}`, 303)
}

function end(ctx: Ctx, { id }: KeptLetter, how: 'recalled' | 'stopped'): Promise<boolean> {
  return ctx.sql(async (query) => {
    const done = await (how === 'stopped' ? stopLetter : recallLetter)(query, ctx.tenant.id, id)
    if (done) await audit(query, ctx, `letter.${how}`, { subjectId: id })
    return done
  })
}

/** The same words as a new draft; pictures stay with the letter they came for. */
async function copy(ctx: Ctx, { subject, blocks, audience }: KeptLetter) {
  const kept = blocks.filter(({ kind }) => kind !== 'picture')
  const unit = { tenant: ctx.tenant, now: ctx.now }
  const id = await ctx.sql((query) => createLetter({ query, ...unit }, { subject, blocks: kept, audience }))
  return redirect(href.letter(id), 303)
}

/** To the account that asks, and to no typed address. @returns false where it has none that was proven */
async function sendTest(ctx: Ctx, letter: KeptLetter): Promise<boolean> {
  const { tenant, viewer, now } = ctx
  const { id } = letter
  const done = await ctx.sql(async (query) => {
    const things = await thingsOf({ query, tenant }, letter, { reader: ctx, now })
    const [own] = await provedAddresses({ query, tenant }, viewer.accountId ? [viewer.accountId] : [])
    if (!own) return false
    const mail = { key: `letter-test/${id}/${uuidv7()}`, kind: 'letters.letter', to: own.to, language: own.language }
    const reads = things.map((thing) => thing.id)
    const about = { letter: id, test: true, reads, values: READERS.long.values }
    await putMail(query, tenant.id, { ...mail, accountId: own.accountId, data: about }, now)
    return true
  })
  if (done) await enqueue(sendMailsTask, { tenantId: tenant.id })
  return done
}
