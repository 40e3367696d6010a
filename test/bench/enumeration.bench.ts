/**
 * A thousand real and a thousand invented names put to the forms of getting in, and the best that a classifier makes of
 * status, body and time. Runs on a database of its own; `npm run bench -- enumeration`.
 */
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { createDatabase, migrate, variablesFor } from '#app/cli/database.ts'
import { setEnvironment } from '#app/context/env.ts'
import { hashPassword } from '#app/context/password.ts'
import { closeDatabase, openDatabase } from '#app/db/client.ts'
import { createAccounts } from '#app/domain/people/accounts.server.ts'
import { makeAnswer } from '#app/server/answer.ts'
import { addressOf } from '#app/server/gate.ts'
import { closeQueue } from '#app/tasks/queue.ts'
import { addPeople, apply, inside } from '../factories/world.ts'
import { answersOf, askAll, bestByTime, median, type Send, type Subject } from '../leaks/enumeration.ts'
import { startScratchServer } from '../setup/scratch-server.ts'
import { note, say } from './report.ts'
import { builtSite } from './site-process.ts'

const EACH = 1000
const HOST = 'isep.localhost'
/** What two lots of one kind reach by chance, with room for a busy machine. */
const CHANCE = 0.55

const letters = (n: number) =>
  [n % 26, Math.floor(n / 26) % 26, Math.floor(n / 676)].map((k) => String.fromCharCode(97 + k)).join('')
const named = (kind: 'vrai' | 'faux', i: number) => ({
  firstName: `Nom${letters(i)}`,
  lastName: `${kind === 'vrai' ? 'Durand' : 'Lurand'}${letters(i)}`,
  promotion: 1960 + (i % 60),
  email: `${kind}.${i}@courriel.example`,
})
const subjects = (form: (kind: 'vrai' | 'faux', i: number) => Record<string, string>): Subject[] =>
  (['vrai', 'faux'] as const).flatMap((kind) =>
    Array.from({ length: EACH }, (_, i) => ({ real: kind === 'vrai', form: form(kind, i) })),
  )

const FORMS: [string, string, Subject[]][] = [
  [
    'activation',
    '/activation',
    subjects((kind, i) => ({
      ...named(kind, i),
      promotion: String(named(kind, i).promotion),
      phone: '0612345678',
      step: '2',
    })),
  ],
  ['forgotten password', '/mot-de-passe-oublie', subjects((kind, i) => ({ login: named(kind, i).email }))],
]

async function sender(directory: string): Promise<Send> {
  const file = pathToFileURL(resolve(join(directory, 'server', 'index.js'))).href
  const answer = makeAnswer((await import(file)) as ServerBuild, 'production')
  return async (path, form) => {
    const address = addressOf(HOST, path)
    const headers = { Host: HOST, Origin: new URL(address).origin }
    const request = new Request(address, { method: 'POST', headers, body: new URLSearchParams(form) })
    const { response } = await answer({ request, requestId: 'bench' })
    const location = response.headers.get('Location') ?? ''
    return { status: response.status, location, body: await response.text() }
  }
}

async function fill(): Promise<void> {
  await apply('isep')
  const values = Array.from({ length: EACH }, (_, i) => named('vrai', i))
  const people = await addPeople(
    'isep',
    values.map(({ email: primaryEmail, ...rest }) => ({ values: { ...rest, primaryEmail } })),
  )
  const passwordHash = await hashPassword('neuf baleines chantent en chœur')
  const some = people
    .filter((_, i) => i % 3 !== 2)
    .map(({ id: personId }, i) => ({ personId, passwordHash: i % 2 ? null : passwordHash }))
  await inside('isep', (query, scope) => createAccounts(query, scope, some, new Date('2020-01-01')))
}

const { server, end } = await startScratchServer()
try {
  await createDatabase(server, 'alumni')
  await migrate(server.url('owner', 'alumni'))
  const directory = builtSite()
  setEnvironment({ ...variablesFor(server), NODE_ENV: 'production', LOG_LEVEL: 'silent', BUILD_DIRECTORY: directory })
  openDatabase({ appUrl: server.url('app', 'alumni'), platformUrl: server.url('platform', 'alumni'), max: 8 })
  await fill()
  const send = await sender(directory)
  for (const [what, path, asked] of FORMS) {
    note(what)
    const told = await askAll(send, path, asked)
    const kinds = new Set([...answersOf(told, true), ...answersOf(told, false)]).size
    say({ what: `${what}: different answers`, value: String(kinds), goal: '= 1', met: kinds === 1 })
    const best = bestByTime(told)
    const [real, invented] = [true, false].map((kind) =>
      median(told.filter((one) => one.real === kind).map(({ ms }) => ms)),
    )
    const detail = `medians ${real!.toFixed(1)} and ${invented!.toFixed(1)} ms, ${told.length} askings`
    say({
      what: `${what}: put right by time`,
      value: best.toFixed(3),
      goal: `≤ ${CHANCE}`,
      met: best <= CHANCE,
      detail,
    })
  }
} finally {
  await closeQueue()
  await closeDatabase()
  await end()
}
