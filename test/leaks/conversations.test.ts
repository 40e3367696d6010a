/**
 * Walks through conversations on two devices each, step by step and at the same instant (A1, A2, A4, A6): whatever the
 * order, the same things hold afterwards.
 */
import fc from 'fast-check'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { eraseSubject } from '#app/domain/data-rights/erase-subject.server.ts'
import { bare, listedIn, messaging, rows, type Somebody, shownIn, somebody } from '../factories/messages.ts'
import { otherDevice, type Seat } from '../factories/seats.ts'
import { apply, tenantFile } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { textWithoutNonce } from '../setup/site.ts'

useDatabase()

const SLUG = 'supmeca'
const { get, post, text, write, begin } = messaging(SLUG)
/** Strangers a member may write to in a day here. */
const BUDGET = 1

beforeAll(() => {
  const config = tenantFile(SLUG)
  config.contacts.strangersPerDay.member = BUDGET
  return apply(config)
})
beforeEach(() => setClock(new Date('2026-03-03T10:00:00Z')))

type Devices = readonly [Seat, Seat]

async function withDevices(paidUp: boolean): Promise<{ who: Somebody; devices: Devices }> {
  const who = await somebody(SLUG, { paidUp })
  return { who, devices: [who, await otherDevice(SLUG, who)] }
}

type Person = Awaited<ReturnType<typeof withDevices>>

const WHAT = ['read', 'accept', 'decline', 'block', 'block', 'unblock', 'archive', 'leave'] as const
/** Two people above all, and a third to whom a budget may be spent. */
const PAIRS = [
  [0, 1],
  [1, 0],
  [0, 1],
  [1, 0],
  [0, 1],
  [1, 0],
  [0, 2],
  [1, 2],
  [2, 0],
] as const

interface Step {
  pair: readonly [number, number]
  device: 0 | 1
  what: 'write' | 'reply' | (typeof WHAT)[number]
}

const step = fc.record<Step>({
  pair: fc.constantFrom(...PAIRS),
  device: fc.constantFrom(0, 1),
  what: fc.constantFrom('write', 'write', 'reply', 'reply', 'reply', ...WHAT),
})

/** What the people of one walk did: each word once, with who stood apart when it was said. */
class Walk {
  readonly people: Person[]
  readonly said: { from: number; to: number; words: string; apart: boolean }[] = []
  private erased: number | undefined

  constructor(people: Person[]) {
    this.people = people
  }

  /** Who keeps whom away now, as `who>whom`. */
  private async blocks(): Promise<Set<string>> {
    const ids = this.people.map(({ who }) => who.id)
    const found = await rows<{ personId: string; otherId: string }>(
      SLUG,
      (tenant) => sql`SELECT "personId", "otherId" FROM "person_block" WHERE "tenantId" = ${tenant}
        AND "personId" = ANY(${ids}::uuid[])`,
    )
    return new Set(found.map(({ personId, otherId }) => `${ids.indexOf(personId)}>${ids.indexOf(otherId)}`))
  }

  async conversation(one: number, other: number): Promise<string | undefined> {
    const [row] = await rows<{ id: string }>(
      SLUG,
      (tenant) => sql`SELECT m."conversationId" AS "id" FROM "conversation_seat" m
      JOIN "conversation_seat" o ON o."tenantId" = ${tenant} AND o."conversationId" = m."conversationId"
        AND o."seat" = 1 - m."seat" AND o."personId" = ${this.people[other]!.who.id}
      WHERE m."tenantId" = ${tenant} AND m."personId" = ${this.people[one]!.who.id}`,
    )
    return row?.id
  }

  /** Steps at the same instant. What a block of that very instant hides is not asked of words beside it. */
  async together(steps: readonly Step[], round: number): Promise<void> {
    const before = await this.blocks()
    const toggled = new Set(steps.filter(({ what }) => what.endsWith('block')).map(({ pair }) => pair.join('>')))
    const answers = await Promise.all(steps.map((one, i) => this.take(one, `mot${round}x${i}`)))
    for (const status of answers) expect(status).toBeLessThan(500)
    for (const one of this.said.filter(({ words }) => words.startsWith(`mot${round}x`))) {
      const key = `${one.to}>${one.from}`
      one.apart = before.has(key) && !toggled.has(key)
    }
  }

  private async take(one: Step, words: string): Promise<number> {
    const [from, to] = one.pair
    const [me, other] = [this.people[from]!.devices[one.device], this.people[to]!.who]
    if (one.what === 'block' || one.what === 'unblock') {
      return (await post(me, `/profil/${other.handle}/contact`, { intent: one.what })).status
    }
    const id = one.what === 'write' ? undefined : await this.conversation(from, to)
    if (one.what !== 'write' && !id) return 0
    const path = `/messagerie/${id}`
    if (one.what === 'read') return (await get(me, path)).status
    if (one.what !== 'write' && one.what !== 'reply') return (await post(me, path, { intent: one.what })).status
    const { status } = await (id ? post(me, path, { text: words }) : write(me, other, words))
    if (status === 303) this.said.push({ from, to, words, apart: false })
    return status
  }

  async erase(index: number): Promise<void> {
    const { id, accountId } = this.people[index]!.who
    const request = uuidv7()
    await rows(
      SLUG,
      (tenant) => sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "personId", "accountId", "requestedAt",
        "dueAt") VALUES (${tenant}, ${request}, 'person', ${id}, ${accountId}, now(), now())`,
    )
    await eraseSubject((await tenantOfSlug(SLUG))!, request, new Date())
    this.erased = index
  }

  /** Everything that holds after any walk. */
  async check(): Promise<void> {
    await this.checkRows()
    const blocks = await this.blocks()
    for (const index of this.people.keys()) if (index !== this.erased) await this.checkPages(index, blocks)
  }

  private async checkRows(): Promise<void> {
    const ids = this.people.map(({ who }) => who.id)
    const pairs = await rows<{ pair: string; n: number }>(
      SLUG,
      (tenant) => sql`SELECT least(m."personId", o."personId") || ' ' || greatest(m."personId", o."personId") AS "pair",
        count(*)::int AS "n" FROM "conversation_seat" m JOIN "conversation_seat" o ON o."tenantId" = ${tenant}
        AND o."conversationId" = m."conversationId" AND o."seat" = 1 WHERE m."tenantId" = ${tenant} AND m."seat" = 0
        AND m."personId" = ANY(${ids}::uuid[]) GROUP BY 1`,
    )
    expect(pairs.filter(({ n }) => n > 1)).toEqual([])
    const asked = await rows<{ n: number }>(
      SLUG,
      (tenant) => sql`SELECT count(*)::int AS "n" FROM "conversation_seat" m JOIN "conversation" c
        ON c."tenantId" = ${tenant} AND c."id" = m."conversationId" AND c."asked"
        WHERE m."tenantId" = ${tenant} AND m."seat" = 0 AND m."personId" = ANY(${ids}::uuid[]) GROUP BY m."personId"`,
    )
    for (const { n } of asked) expect(n).toBeLessThanOrEqual(BUDGET)
    const numbers = await rows<{ counted: number; least: number; most: number; kept: number }>(
      SLUG,
      (tenant) => sql`SELECT count(*)::int AS "counted", min(t."n") AS "least", max(t."n") AS "most",
        max(c."messages") AS "kept" FROM "message" t JOIN "conversation" c ON c."tenantId" = ${tenant}
        AND c."id" = t."conversationId" WHERE t."tenantId" = ${tenant} AND EXISTS (SELECT 1 FROM "conversation_seat" s
          WHERE s."tenantId" = ${tenant} AND s."conversationId" = c."id" AND s."personId" = ANY(${ids}::uuid[]))
        GROUP BY c."id"`,
    )
    if (this.erased !== undefined) return
    for (const { counted, least, most, kept } of numbers) expect([least, most, kept]).toEqual([1, counted, counted])
  }

  private async checkPages(index: number, blocks: ReadonlySet<string>): Promise<void> {
    const { who, devices } = this.people[index]!
    const lists = [await text(devices[1], '/messagerie'), await text(devices[1], '/messagerie/demandes')]
    const unread = lists.flatMap(listedIn).filter(({ state }) => state === 'unread')
    const told = await this.unreadRows(who.id)
    expect(unread.map(({ id }) => id).toSorted()).toEqual(told)
    expect(Number(/(\d+) conversations? non lues?/.exec(lists[0]!)?.[1] ?? 0)).toBe(told.length)
    for (const [other, { who: they }] of this.people.entries()) {
      const id = other === index ? undefined : await this.conversation(index, other)
      if (!id) continue
      const page = await get(devices[0], `/messagerie/${id}`)
      const html = await page.text()
      const shown = page.status === 200 ? shownIn(html) : []
      const own = this.said.filter(({ from, to }) => from === index && to === other).map(({ words }) => words)
      // Said at the same instant, in either order.
      if (page.status === 200) expect(shown.filter((words) => own.includes(words)).toSorted()).toEqual(own.toSorted())
      const others = this.said.filter(({ from, to }) => from === other && to === index)
      for (const { words } of others.filter(({ apart }) => apart)) expect(html).not.toContain(words)
      if (blocks.has(`${index}>${other}`) || blocks.has(`${other}>${index}`))
        for (const name of [they.handle, they.name.split(' ')[1]!]) expect(html).not.toContain(name)
    }
  }

  /** Counted from messages themselves, not from what seats remember of them. */
  private async unreadRows(personId: string): Promise<string[]> {
    const found = await rows<{ id: string }>(
      SLUG,
      (tenant) => sql`SELECT s."conversationId" AS "id" FROM "conversation_seat" s WHERE s."tenantId" = ${tenant}
        AND s."personId" = ${personId} AND s."state" IN ('open', 'request') AND s."archivedAt" IS NULL
        AND EXISTS (SELECT 1 FROM "message" t WHERE t."tenantId" = ${tenant} AND t."conversationId" = s."conversationId"
          AND t."seat" <> s."seat" AND NOT t."withheld" AND t."n" > s."readTo")`,
    )
    return found.map(({ id }) => id).toSorted()
  }
}

const AGREEING: Step[] = [
  { pair: [0, 1], device: 0, what: 'write' },
  { pair: [1, 0], device: 0, what: 'reply' },
]
/** Said across a block, then across none. */
const SEPARATION: Step[][] = [
  [{ pair: [1, 0], device: 1, what: 'block' }],
  [{ pair: [0, 1], device: 0, what: 'reply' }],
  [{ pair: [1, 0], device: 0, what: 'read' }],
  [{ pair: [1, 0], device: 0, what: 'unblock' }],
  [{ pair: [0, 1], device: 1, what: 'reply' }],
]

test('any walk keeps one conversation a pair, budgets, unread counts and every block, also after an erasure', async () => {
  const walks = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 6, maxLength: 14 })
  await fc.assert(
    fc.asyncProperty(walks, fc.boolean(), fc.option(fc.nat(2)), async (rounds, agreed, erased) => {
      const walk = new Walk(await Promise.all([0, 1, 2].map(() => withDevices(false))))
      if (agreed) for (const [i, one] of AGREEING.entries()) await walk.together([one], 100 + i)
      for (const [round, steps] of rounds.entries()) await walk.together(steps, round)
      await walk.check()
      if (erased === null) return
      await walk.erase(erased)
      await walk.check()
    }),
    { numRuns: 6, endOnFailure: true, examples: [[SEPARATION, true, null]] },
  )
})

type Silent = {
  mine: boolean
  device: 0 | 1
  what: 'read' | 'decline' | 'archive' | 'mute' | 'draft' | 'reply' | 'list'
}

const silent = fc.record<Silent>({
  mine: fc.boolean(),
  device: fc.constantFrom(0, 1),
  what: fc.constantFrom('read', 'decline', 'decline', 'archive', 'mute', 'draft', 'reply', 'list'),
})

test('A1: whatever who is asked does in silence, who asked gets the bytes of a request that nobody looked at', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(silent, { minLength: 2, maxLength: 6 }), async (steps) => {
      const gets = async (isLooked: boolean) => {
        const [me, other] = [await withDevices(true), await withDevices(true)]
        const id = await begin(me.who, other.who)
        const answers: string[] = []
        const take = async ({ mine, device, what }: Silent) => {
          if (!mine && (!isLooked || what === 'reply' || what === 'list')) return undefined
          const by = (mine ? me : other).devices[device]
          if (what === 'list') return get(by, '/messagerie')
          if (what === 'read') return get(by, `/messagerie/${id}`)
          const form =
            what === 'reply' ? { text: 'Alors ?' } : { intent: what, ...(what === 'draft' && { text: 'À finir' }) }
          return post(by, `/messagerie/${id}`, form)
        }
        for (const one of [
          ...steps,
          { mine: true, device: 0, what: 'read' },
          { mine: true, device: 1, what: 'reply' },
        ] as Silent[]) {
          const answer = await take(one)
          if (one.mine && answer)
            answers.push(`${answer.status} ${answer.headers.get('Location')} ${await textWithoutNonce(answer)}`)
        }
        return bare(answers.join('\n'), [me.who, other.who], [id])
      }
      expect(await gets(true)).toBe(await gets(false))
    }),
    { numRuns: 5, endOnFailure: true },
  )
})
