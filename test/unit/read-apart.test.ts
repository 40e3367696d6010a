// A file is read in a process of its own: whatever it does there, the site goes on, and the others are served
// meanwhile.
import { describe, expect, test } from 'vitest'
import { READING } from '#app/domain/files/file-limits.ts'
import { ReadingEnded, readApart, readOneApart } from '#app/domain/files/read-apart.server.ts'
import { NoPlace, ReadingPlaces } from '#app/domain/files/reading-places.ts'

const reader = 'test/factories/readers/odd.reader.ts'
const limits = { ...READING.quick, milliseconds: 6_000 }
const job = (does: string, more: object = {}) => ({
  ...{ owner: 'a', lane: 'quick' as const, reader, input: { does }, limits },
  ...more,
})
const ended = async (reading: ReturnType<typeof job>) => {
  const error = await readOneApart(reading).catch((thrown: unknown) => thrown)
  return error instanceof ReadingEnded ? { trouble: error.trouble, code: error.code, detail: error.detail } : error
}

describe('a reading apart', () => {
  test('gives its pieces in order', async () => {
    const pieces: number[] = []
    const reading = readApart<{ piece: number }>(job('count', { input: { does: 'count', pieces: 5 } }))
    for await (const { piece } of reading) pieces.push(piece)
    expect(pieces).toEqual([0, 1, 2, 3, 4])
  })

  test('says what the reader says of the file', async () => {
    expect(await ended(job('throw'))).toEqual({ trouble: undefined, code: 'bad', detail: { line: 7 } })
  })

  test('knows no secret of the site', async () => {
    const names = await readOneApart<string[]>(job('environment'))
    expect(names.filter((name) => /SECRET|KEY|DATABASE|URL/.test(name))).toEqual([])
  })

  test('that spins is ended at its time, while another association is served', async () => {
    const began = performance.now()
    const spinning = ended(job('spin', { limits: { ...limits, milliseconds: 3_000 } }))
    const other = await readOneApart<{ piece: number }>(job('count', { owner: 'b' }))
    expect(other.piece).toBe(0)
    expect(performance.now() - began).toBeLessThan(3_000)
    expect(await spinning).toMatchObject({ trouble: 'too-slow' })
    expect(await readOneApart(job('count'))).toMatchObject({ piece: 0 })
  })

  test.each([
    ['its objects', 'swell', { heapMegabytes: 48 }],
    ['memory outside the heap', 'swell-outside', { residentMegabytes: 160 }],
    ['the process itself', 'die', {}],
  ])('that breaks %s is ended alone', async (_, does, more) => {
    expect(await ended(job(does, { limits: { ...limits, milliseconds: 20_000, ...more } }))).toMatchObject({
      trouble: 'too-complex',
    })
    expect(await readOneApart(job('count'))).toMatchObject({ piece: 0 })
  })

  test('whose taker stops ends its process', async () => {
    for await (const _ of readApart(job('count', { input: { does: 'count', pieces: 1_000_000 } }))) break
    expect(await readOneApart(job('count'))).toMatchObject({ piece: 0 })
  })
})

describe('places', () => {
  test('one association never holds all of them, and turns go round', async () => {
    const places = new ReadingPlaces(2)
    const order: string[] = []
    const wait = async (owner: string) => {
      const leave = await places.take(owner)
      order.push(owner)
      return leave
    }
    const first = await places.take('a')
    const all = ['a', 'a', 'a', 'b', 'c'].map(wait)
    await new Promise((done) => setImmediate(done))
    expect(order).toEqual(['b'])
    ;(await all[3]!)()
    await new Promise((done) => setImmediate(done))
    expect(order).toEqual(['b', 'c'])
    first()
    ;(await all[0]!)()
    ;(await all[1]!)()
    ;(await all[2]!)()
    ;(await all[4]!)()
    expect(order).toEqual(['b', 'c', 'a', 'a', 'a'])
  })

  test('who waits too long, or with too many, is told so', async () => {
    const places = new ReadingPlaces(2, 30)
    const leave = await places.take('a')
    await expect(places.take('a')).rejects.toThrow(NoPlace)
    const many = Array.from({ length: 21 }, () => places.take('a').catch((error: unknown) => error))
    expect(await Promise.race(many.slice(20))).toBeInstanceOf(NoPlace)
    leave()
    await Promise.all(many)
  })
})
