/**
 * Nobody learns from the forms of getting in who exists: sixty real and sixty invented names; a thousand of each in
 * test/bench.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { hashPassword } from '#app/context/password.ts'
import { createAccounts } from '#app/domain/people/accounts.server.ts'
import { considerAll, mailsOf, requestsOf } from '../factories/outbox.ts'
import { addPeople, apply, inside } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request, textWithoutNonce } from '../setup/site.ts'
import { answersOf, askAll, bestByTime, median, type Send, type Subject } from './enumeration.ts'

useDatabase()

const send: Send = async (path, form) => {
  const response = await request('isep.localhost', path, { form })
  const location = response.headers.get('Location') ?? ''
  return { status: response.status, location, body: await textWithoutNonce(response) }
}
const EACH = 60
const letters = (n: number) => String.fromCharCode(97 + (n % 26), 97 + ((n * 7) % 26), 97 + Math.floor(n / 26))
const named = (kind: 'vrai' | 'faux', i: number) => ({
  firstName: `Nom${letters(i)}`,
  lastName: `${kind === 'vrai' ? 'Durand' : 'Lurand'}${letters(i)}`,
  promotion: 1960 + (i % 60),
  email: `${kind}.${i}@courriel.example`,
})

beforeAll(async () => {
  await apply('isep')
  const people = await addPeople(
    'isep',
    Array.from({ length: EACH }, (_, i) => {
      const { email: primaryEmail, ...values } = named('vrai', i)
      return { values: { ...values, primaryEmail } }
    }),
  )
  // A third has an account in use, a third an unused one, a third none.
  const passwordHash = await hashPassword('neuf baleines chantent en chœur')
  await inside('isep', (query, scope) =>
    createAccounts(
      query,
      scope,
      people.flatMap(({ id: personId }, i) =>
        i % 3 === 2 ? [] : [{ personId, passwordHash: i % 3 ? null : passwordHash }],
      ),
      new Date('2020-01-01'),
    ),
  )
})

const subjects = (form: (kind: 'vrai' | 'faux', i: number) => Record<string, string>): Subject[] =>
  (['vrai', 'faux'] as const).flatMap((kind) =>
    Array.from({ length: EACH }, (_, i) => ({ real: kind === 'vrai', form: form(kind, i) })),
  )

const FORMS: [string, string, Subject[]][] = [
  [
    'activation with the address on file',
    '/activation',
    subjects((kind, i) => ({
      ...named(kind, i),
      promotion: String(named(kind, i).promotion),
      phone: '0612345678',
      step: '2',
    })),
  ],
  ['a forgotten password by address', '/mot-de-passe-oublie', subjects((kind, i) => ({ login: named(kind, i).email }))],
  [
    'a forgotten password by login',
    '/mot-de-passe-oublie',
    subjects((kind, i) => {
      const { firstName, lastName, promotion } = named(kind, i)
      return { login: `${firstName}.${lastName}${String(promotion).slice(2)}`.toLowerCase() }
    }),
  ],
]

describe.each(FORMS)('%s', (_, path, asked) => {
  test('says the same of real and invented names, in as much time', async () => {
    const told = await askAll(send, path, asked)
    expect(answersOf(told, true)).toHaveLength(1)
    expect(answersOf(told, false)).toEqual(answersOf(told, true))
    const [real, invented] = [true, false].map((kind) =>
      median(told.filter((one) => one.real === kind).map(({ ms }) => ms)),
    )
    // Two lots of one kind differ as much on a busy machine; looking anybody up or sending a mail would show.
    expect(Math.max(real! / invented!, invented! / real!)).toBeLessThan(1.5)
    expect(bestByTime(told)).toBeLessThan(0.75)
  })
})

test('a sign-in says the same of accounts in use, accounts never used, people without one and invented names, in as much time', async () => {
  const asked = subjects((kind, i) => {
    const { firstName, lastName, promotion } = named(kind, i)
    return {
      login: `${firstName}.${lastName}${String(promotion).slice(2)}`.toLowerCase(),
      password: 'faux, et assez long',
    }
  }).filter((_, i) => i % 2 === 0)
  // What was typed stands in the form again.
  const told = await askAll(
    async (path, form) => {
      const { body, ...answer } = await send(path, form)
      return { ...answer, body: body.replaceAll(form.login!, '…') }
    },
    '/connexion',
    asked,
  )
  expect(answersOf(told, true)).toHaveLength(1)
  expect(answersOf(told, false)).toEqual(answersOf(told, true))
  expect(bestByTime(told)).toBeLessThan(0.75)
})

test('and the worker has told them apart, out of everybody’s sight', async () => {
  await considerAll('isep')
  const mails = await mailsOf('isep')
  expect(mails.length).toBeGreaterThanOrEqual(2 * EACH)
  expect(mails.filter(({ to }) => to.startsWith('faux'))).toEqual([])
  const waiting = (await requestsOf('isep')).filter(({ state }) => state === 'waiting')
  expect(waiting).toHaveLength(EACH)
})
