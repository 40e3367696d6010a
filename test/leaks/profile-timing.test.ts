/**
 * Whether somebody is hidden or does not exist takes as long to say: compared in pairs, in turns, by rank (design §4).
 */
import { beforeAll, expect, test } from 'vitest'
import { writeDecisions } from '#app/domain/people/write-people.server.ts'
import { personSeat } from '../factories/seats.ts'
import { addPeople, apply, inside, TRACE } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request } from '../setup/site.ts'

useDatabase()

const PAIRS = 50
const HOST = 'supmeca.localhost'
let cookie = ''
let hidden = ''

beforeAll(async () => {
  await apply('supmeca')
  const [viewer, person] = await addPeople(
    'supmeca',
    ['Martin', 'Victime'].map((lastName) => ({ values: { lastName, firstName: 'Yves', promotion: 1998 } })),
  )
  cookie = (await personSeat('supmeca', viewer!.id)).cookie
  hidden = person!.handle
  await inside('supmeca', (query, scope) =>
    writeDecisions({ query, tenant: scope }, person!.id, { site: { lastName: 'nobody' } }, TRACE),
  )
})

/** Milliseconds of one answer, which is a 404. */
async function timeOf(handle: string): Promise<number> {
  const started = performance.now()
  const answer = await request(HOST, `/profil/${handle}`, { cookie })
  await answer.text()
  expect(answer.status).toBe(404)
  return performance.now() - started
}

/** How often the hidden one took longer, by all pairs: one half where nothing can be told. */
async function advantage(): Promise<number> {
  const [ofHidden, ofAbsent]: [number[], number[]] = [[], []]
  for (let i = 0; i < PAIRS; i++) {
    // In turns, now the one first and now the other: what slows the machine slows both.
    const absent = `yves.absent${i}98`
    for (const first of i % 2 === 0 ? [true, false] : [false, true])
      if (first) ofHidden.push(await timeOf(hidden))
      else ofAbsent.push(await timeOf(absent))
  }
  const longer = ofHidden.flatMap((one) => ofAbsent.map((other) => (one > other ? 1 : one < other ? 0 : 0.5)))
  return longer.reduce((sum: number, one) => sum + one, 0) / longer.length
}

test('whoever measures does hardly better than chance', async () => {
  for (let i = 0; i < 10; i++) await timeOf(hidden)
  // A leak shows every time; noise does not show three times on end.
  const found: number[] = []
  for (let round = 0; round < 3; round++) {
    found.push(await advantage())
    if (Math.abs(found.at(-1)! - 0.5) < 0.15) return
  }
  expect(found).toEqual('hidden and absent told apart by time')
}, 60_000)
