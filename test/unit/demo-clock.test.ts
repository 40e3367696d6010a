/** The demo's clock: one process asks, every process moves its own before the asker is answered. */
import { EventEmitter } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { machineTime, moveClock, now } from '#app/context/clock.ts'
import { askToMove, followClock, relayClock } from '#app/server/demo-clock.ts'

/** Two ends of a line between processes: what one sends, the other hears. */
function line() {
  const [here, there] = [new EventEmitter(), new EventEmitter()]
  const end = (own: EventEmitter, other: EventEmitter) =>
    Object.assign(own, { send: (message: object) => setImmediate(() => other.emit('message', message)) })
  return { here: end(here, there), there: end(there, here) }
}

afterEach(() => moveClock(undefined))

test('web and worker have both moved when the asker is answered, and come back to the machine’s time', async () => {
  const [doubles, web, worker] = [line(), line(), line()]
  const moved: (string | undefined)[] = []
  followClock(web.there, (to) => moved.push(`web ${to?.toISOString()}`))
  followClock(worker.there, (to) => moved.push(`worker ${to?.toISOString()}`))
  relayClock(doubles.here, [web.here, worker.here])
  await askToMove(doubles.there, new Date('2027-03-28T01:30:00Z'))
  expect(moved.sort()).toEqual(['web 2027-03-28T01:30:00.000Z', 'worker 2027-03-28T01:30:00.000Z'])
  await askToMove(doubles.there, undefined)
  expect(moved.slice(2).sort()).toEqual(['web undefined', 'worker undefined'])
})

test('a moved clock runs on, and what waits in the queue waits as long as it says', () => {
  moveClock(new Date('2030-01-01T00:00:00Z'))
  expect(now().toISOString()).toMatch(/^2030-01-01T00:00:0/)
  const inAMinute = new Date(now().getTime() + 60_000)
  expect(Math.abs(machineTime(inAMinute).getTime() - Date.now() - 60_000)).toBeLessThan(2_000)
})
