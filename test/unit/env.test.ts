/** A process that lacks a setting says which, and never what it was given. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readEnv } from '#app/context/env.ts'

const good = {
  DATABASE_URL: 'postgresql://alumni_app:x@localhost:5432/alumni',
  BASE_DOMAIN: 'alumni.example',
  DATA_KEY: Buffer.alloc(32).toString('base64'),
  SESSION_SECRET: 'x'.repeat(32),
  FILES_URL: 'file:///var/lib/alumni',
}

test('production needs nothing more than these', () => {
  expect(readEnv(good)).toMatchObject({ PORT: 3000, DEMO: false, NODE_ENV: 'production', DATABASE_MAX: 16 })
})

test('a site works on one association at a time: only commands have the role that steps over that', () => {
  expect(readEnv(good).DATABASE_PLATFORM_URL).toBeUndefined()
  const web = readFileSync('app/server.ts', 'utf8')
  expect(web).not.toContain('platformUrl')
})

test.each(Object.keys(good))('without %s nothing starts', (name) => {
  expect(() => readEnv({ ...good, [name]: undefined })).toThrow(`${name}: is missing`)
})

test.each([
  ['DATABASE_URL', 'mysql://x@y/z'],
  ['PORT', 'eighty'],
  ['DATA_KEY', 'c2hvcnQ='],
  ['SESSION_SECRET', 'short-secret'],
  ['FILES_URL', '/var/lib'],
  ['FILES_URL', 's3://bucket'],
  ['DEMO', 'yes'],
  ['BASE_DOMAIN', 'http://alumni.example'],
])('a wrong %s is named, and its value is not repeated', (name, value) => {
  let said = ''
  try {
    readEnv({ ...good, [name]: value })
  } catch (error) {
    said = (error as Error).message
  }
  expect(said).toContain(name)
  expect(said).not.toContain(value)
})

test.each(['RESEND_BASE_URL', 'STRIPE_BASE_URL', 'DOUBLES_URL'])(
  'nothing leads to a double of a third party outside the demo: %s',
  (name) => {
    const given = { ...good, [name]: 'http://127.0.0.1:4000' }
    expect(() => readEnv(given)).toThrow(`DEMO=1): ${name}`)
    expect(readEnv({ ...given, DEMO: '1' })).toMatchObject({ DEMO: true })
  },
)

test('mails are from somebody: a key of Resend asks for MAIL_FROM', () => {
  expect(() => readEnv({ ...good, RESEND_API_KEY: 're_x' })).toThrow('MAIL_FROM: is missing')
  expect(readEnv({ ...good, RESEND_API_KEY: 're_x', MAIL_FROM: 'a@b.example' })).toMatchObject({
    MAIL_FROM: 'a@b.example',
  })
})

test('every fault is told at once', () => {
  expect(() => readEnv({})).toThrow(/DATABASE_URL[\s\S]*BASE_DOMAIN[\s\S]*DATA_KEY/)
})

test('.env.example names every variable that has to be set', () => {
  const example = readFileSync('.env.example', 'utf8')
  for (const name of Object.keys(good)) expect(example).toMatch(new RegExp(`^${name}=`, 'm'))
})
