/**
 * Which errors are the store's trouble (503, 507), which are mistakes (500), and what an unheard one does to a process.
 */
import { describe, expect, test } from 'vitest'
import { storeRefusal } from '#app/context/refusals.ts'
import { StoreTrouble, troubleOf } from '#app/db/trouble.ts'
import { lastWords } from '#app/server/last-words.ts'

const coded = (code: string, more: object = {}) => Object.assign(new Error('x'), { code, ...more })

test.each([
  ['57P01', 'away'],
  ['57P03', 'away'],
  ['53300', 'busy'],
  ['57014', 'busy'],
  ['40P01', 'busy'],
  ['53100', 'full'],
  ['ENOSPC', 'full'],
  ['P2024', 'busy'],
])('%s is of the kind %s', (code, kind) => {
  expect(troubleOf(coded(code))).toBe(kind)
})

test.each([
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
])('« %s » has no code and is a lost connection', (message) => {
  expect(troubleOf(new Error(message))).toBe('away')
})

test('trouble is found below what wraps it, Prisma’s and a file store’s included', () => {
  expect(troubleOf(new Error('cannot write', { cause: coded('ENOSPC') }))).toBe('full')
  const cause = { kind: 'postgres', originalCode: '53100' }
  expect(troubleOf(coded('P2010', { meta: { driverAdapterError: { name: 'DriverAdapterError', cause } } }))).toBe(
    'full',
  )
  expect(troubleOf(new StoreTrouble('away', coded('ECONNREFUSED')))).toBe('away')
})

test.each([coded('23505'), coded('42P01'), coded('ECONNREFUSED'), coded('ENOENT'), new TypeError('x'), 'x', undefined])(
  'a mistake, or another’s outage, is none of it: %s',
  (error) => {
    expect([troubleOf(error), storeRefusal(error)]).toEqual([undefined, undefined])
  },
)

test('away and busy ask to come again, full does not', () => {
  const [busy, full] = [storeRefusal(coded('53300'))!, storeRefusal(coded('53100'))!]
  expect([busy.status, busy.headers.get('Retry-After')]).toEqual([503, '5'])
  expect([full.status, full.headers.get('Retry-After')]).toEqual([507, null])
})

describe('an error that nobody heard', () => {
  const hear = (error: unknown, isHarmless: boolean, log?: () => void) => {
    const [said, ends]: [object[], number[]] = [[], []]
    const fatal = log ?? ((facts: object) => said.push(facts))
    const heard = () =>
      lastWords({ log: { fatal }, isHarmless: () => isHarmless, end: (s) => ends.push(s) })(error, 'o')
    return { heard, said, ends }
  }

  test('is named in the log, and ends the process unless it left nothing in doubt', () => {
    for (const [isHarmless, ends] of [
      [true, []],
      [false, [1]],
    ] as const) {
      const error = new TypeError('x')
      const play = hear(error, isHarmless)
      play.heard()
      expect([play.said, play.ends]).toEqual([[{ err: error, origin: 'o' }], ends])
    }
  })

  test('ends the process also where the log itself fails', () => {
    const play = hear(new Error('x'), false, () => {
      throw new Error('no log')
    })
    expect(play.heard).toThrow('no log')
    expect(play.ends).toEqual([1])
  })
})
