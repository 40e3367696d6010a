/** Open pages are told of messages: who is told, of what, and when a line ends. */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { messaging, somebody } from '../../factories/messages.ts'
import type { Seat } from '../../factories/seats.ts'
import { apply } from '../../factories/world.ts'
import { queryAs, useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

const database = useDatabase()

const site = messaging('supmeca')
beforeAll(() => apply('supmeca'))
const left: AbortController[] = []
afterEach(() => {
  for (const one of left.splice(0)) one.abort()
})

/** Opens a line, as a browser's EventSource does. @returns what it has said so far */
async function listen(who: Seat) {
  const leaving = new AbortController()
  left.push(leaving)
  const headers = { Accept: 'text/event-stream' }
  const answer = await request(site.host, '/messagerie/direct', { cookie: who.cookie, headers, signal: leaving.signal })
  const said: string[] = []
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  const read = async () => {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) said.push(next.value)
  }
  const over = read()
  leaving.signal.addEventListener('abort', () => void reader?.cancel())
  return { answer, events: () => said.join('').match(/^data: .*$/gm) ?? [], over, leave: () => leaving.abort() }
}

/** A line of somebody else's, told last: what it has heard, the others have heard before. */
async function settled(): Promise<void> {
  const [from, to] = [await somebody('supmeca'), await somebody('supmeca')]
  const line = await listen(to)
  await site.begin(from, to)
  await expect.poll(line.events, { timeout: 10_000 }).toHaveLength(1)
  line.leave()
}

test('whoever is written to is told to look again, and of nothing else; others are told nothing', async () => {
  const [writer, reader, third] = [await somebody('supmeca'), await somebody('supmeca'), await somebody('supmeca')]
  const lines = { writer: await listen(writer), reader: await listen(reader), third: await listen(third) }
  expect(lines.reader.answer.headers.get('Content-Type')).toBe('text/event-stream')
  expect(lines.reader.answer.headers.get('Cache-Control')).toContain('no-store')
  await site.begin(writer, reader, 'Des mots que la ligne ne dit pas')
  await expect.poll(lines.reader.events, { timeout: 10_000 }).toEqual(['data: look'])
  await settled()
  expect(lines.writer.events()).toEqual([])
  expect(lines.third.events()).toEqual([])
})

test('A6: who blocked the writer hears nothing of it', async () => {
  const [writer, reader] = [await somebody('supmeca'), await somebody('supmeca')]
  const id = await site.agree(writer, reader)
  await site.post(reader, `/messagerie/${id}`, { intent: 'leave' })
  await site.post(reader, `/profil/${writer.handle}/contact`, { intent: 'block' })
  const line = await listen(reader)
  await site.post(writer, `/messagerie/${id}`, { text: 'Encore moi' })
  await settled()
  expect(line.events()).toEqual([])
})

test('a visitor gets no line; of one person’s no more than five are held, and a line that ends makes room', async () => {
  const visitor = await request(site.host, '/messagerie/direct')
  expect(visitor.status).toBe(302)
  const reader = await somebody('supmeca')
  // Who does not listen is not kept waiting.
  for (const path of ['/messagerie/direct', '/messagerie/direct.data'])
    expect((await site.get(reader, path)).body, path).toBeNull()
  const lines = await Promise.all(Array.from({ length: 5 }, () => listen(reader)))
  expect(lines.map(({ answer }) => answer.status)).toEqual([200, 200, 200, 200, 200])
  expect((await listen(reader)).answer.status).toBe(204)
  lines[0]!.leave()
  await lines[0]!.over
  expect((await listen(reader)).answer.status).toBe(200)
})

test('a connection that was lost comes back, and every page looks for what it may have missed', async () => {
  const [writer, reader] = [await somebody('supmeca'), await somebody('supmeca')]
  const line = await listen(reader)
  const superuser = database.url('owner').replace('alumni_owner', 'postgres')
  const ended = await queryAs(
    superuser,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE 'LISTEN %'`,
  )
  expect(ended).toHaveLength(1)
  await expect.poll(line.events, { timeout: 15_000 }).toHaveLength(1)
  await site.begin(writer, reader)
  await expect.poll(line.events, { timeout: 15_000 }).toHaveLength(2)
})
