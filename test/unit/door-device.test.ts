/** The door without a network (B11): what a device keeps, how it answers, and what is handed in once. */
import { beforeEach, describe, expect, test } from 'vitest'
import { hashed } from '#app/domain/events/door-words.ts'
import {
  type DoorList,
  forgetEnded,
  handedIn,
  judge,
  type Kept,
  keep,
  keyOf,
  NOTHING,
  readKey,
  recall,
  renewed,
} from '#app/features/staff/events/door-device.ts'

const EVENT = '018f0000-0000-7000-8000-000000000001'
const KEY = Buffer.alloc(32, 7).toString('base64')
const OTHER = Buffer.alloc(32, 8).toString('base64')
const UNTIL = '2027-03-29T20:00:00.000Z'
const AT = '2027-03-28T18:05:00.000Z'
const DAYS = { from: '2027-03-27T23:00:00.000Z', to: '2027-03-28T22:00:00.000Z' }

const memory = new Map<string, string>()
const store = {
  getItem: (key: string) => memory.get(key) ?? null,
  setItem: (key: string, text: string) => void memory.set(key, text),
  removeItem: (key: string) => void memory.delete(key),
  key: (i: number) => [...memory.keys()][i] ?? null,
  get length() {
    return memory.size
  },
}
beforeEach(() => memory.clear())

const line = (word: 'in' | 'withdrawn', seats = 1) => ({ word, seats, at: null })
async function listOf(codes: Record<string, ReturnType<typeof line>>): Promise<DoorList> {
  const keyed = await Promise.all(Object.entries(codes).map(async ([code, one]) => [await keyOf(EVENT, code), one]))
  return { ...DAYS, lines: Object.fromEntries(keyed) }
}
const seal = async (key: string, slot = 'aaa') => ({ key: await readKey(key), until: UNTIL, slot })

describe('what is kept', () => {
  test('lies sealed: no code, no state in clear; opens for its key alone, and not once it was changed', async () => {
    const kept: Kept = {
      ...NOTHING,
      list: await listOf({ 'ABCDE-12345': line('in') }),
      queue: [{ code: 'ABCDE-12345', at: AT }],
    }
    await keep(store, await seal(KEY), kept)
    const [text] = [...memory.values()]
    for (const secret of ['ABCDE', 'withdrawn', 'seats', AT, KEY]) expect(text).not.toContain(secret)
    expect(await recall(store, await seal(KEY))).toEqual(kept)
    expect(await recall(store, await seal(OTHER))).toEqual(NOTHING)
    memory.set([...memory.keys()][0]!, text!.replace(/"sealed":"..../, '"sealed":"AAAA'))
    expect(await recall(store, await seal(KEY))).toEqual(NOTHING)
  })

  test('goes at the end of the event, whoever sealed it, and nothing else of the site with it', async () => {
    await keep(store, await seal(KEY), NOTHING)
    await keep(store, { ...(await seal(OTHER, 'bbb')), until: '2027-05-01T00:00:00.000Z' }, NOTHING)
    memory.set('theme', 'dark')
    forgetEnded(store, new Date(UNTIL))
    expect([...memory.keys()]).toEqual(['door/bbb', 'theme'])
  })

  test('a code is found however it is typed, and no other event’s', async () => {
    expect(await keyOf(EVENT, 'abcde 12345')).toBe(await keyOf(EVENT, 'ABCDE-12345'))
    expect(hashed(EVENT, 'ABCDE-12345')).not.toBe(hashed('another', 'ABCDE-12345'))
  })
})

describe('answers', () => {
  test('in once; then already, since when; each refusal its word; another day, and what is not known', async () => {
    const list = await listOf({ 'ABCDE-12345': line('in', 2), 'ABCDE-00000': line('withdrawn') })
    const kept = { ...NOTHING, list }
    const said = async (one: Kept, code: string, at = AT) => judge(one, await keyOf(EVENT, code), { code, at })
    const first = await said(kept, 'ABCDE-12345')
    expect(first.answer).toEqual({ word: 'in', seats: 2, at: AT })
    expect(first.kept.queue).toEqual([{ code: 'ABCDE-12345', at: AT }])
    const second = await said(first.kept, 'abcde12345', '2027-03-28T18:06:00.000Z')
    expect(second.answer).toEqual({ word: 'already', seats: 2, at: AT })
    expect(second.kept.queue).toHaveLength(1)
    expect((await said(kept, 'ABCDE-00000')).answer.word).toBe('withdrawn')
    expect((await said(kept, 'ZZZZZ-00000')).answer.word).toBe('unknown')
    expect((await said(NOTHING, 'ABCDE-12345')).answer.word).toBe('unknown')
    for (const at of ['2027-03-27T22:59:59.999Z', DAYS.to])
      expect((await said(kept, 'ABCDE-12345', at)).answer.word).toBe('otherDay')
  })

  test('handed in twice is no conflict; another door, or a place given back meanwhile, is one', async () => {
    const entry = { code: 'ABCDE-12345', at: AT }
    const kept = { ...NOTHING, queue: [entry] }
    for (const word of ['in', 'already'] as const)
      expect(handedIn(kept, entry, { word, seats: 1, at: AT })).toEqual({ ...kept, queue: [] })
    const since = '2027-03-28T17:02:00.000Z'
    expect(handedIn(kept, entry, { word: 'already', seats: 1, at: since }).conflicts).toEqual([
      { ...entry, word: 'already', since },
    ])
    expect(handedIn(kept, entry, { word: 'transferred', seats: 1, at: null }).conflicts).toHaveLength(1)
  })

  test('a list that comes before the queue is handed in does not let anybody in twice', async () => {
    const fresh = await listOf({ 'ABCDE-12345': line('in') })
    const kept = await renewed({ ...NOTHING, queue: [{ code: 'ABCDE-12345', at: AT }] }, fresh, EVENT)
    expect(Object.values(kept.list!.lines)[0]).toMatchObject({ word: 'already', at: AT })
  })
})
