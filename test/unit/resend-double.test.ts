/** Resend's double answers its SDK as Resend does: keys, limits, refusals (law-fr §5). */
import { setupServer } from 'msw/node'

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { resendMailer } from '#app/outside/resend.ts'
import { resendDouble } from '../outside/resend.ts'
import { resendClient } from '../outside/resend-client.ts'

const double = resendDouble()
const server = setupServer(...double.handlers)
const resend = resendClient()
const NOW = new Date('2026-11-22T12:00:00Z')

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())
beforeEach(() => {
  double.forget()
  double.now = () => NOW
  double.limit = 5
})

const body = { from: 'A <a@alumni.example>', to: 'b@exemple.fr', subject: 'x', text: 'y' }
const batch = (mails: (typeof body)[], idempotencyKey?: string) =>
  resend.batch.send(mails, idempotencyKey ? { idempotencyKey } : undefined)

describe('a key', () => {
  test('gives the first answer again, and sends once', async () => {
    const first = await batch([body], 'k')
    expect((await batch([body], 'k')).data).toEqual(first.data)
    expect(double.mails).toHaveLength(1)
  })

  test('belongs to one content', async () => {
    await batch([body], 'k')
    const { error } = await batch([{ ...body, text: 'other' }], 'k')
    expect(error).toMatchObject({ name: 'invalid_idempotent_request', statusCode: 409 })
  })

  test('runs one request at a time', async () => {
    double.faults.push({ kind: 'slow', ms: 200 })
    const [, second] = await Promise.all([batch([body], 'k'), batch([body], 'k')])
    expect([second.error?.name, double.mails.length]).toEqual(['concurrent_idempotent_requests', 1])
  })

  test('is forgotten after 24 hours, and not kept for what was invalid', async () => {
    await batch([body], 'k')
    double.now = () => new Date(NOW.getTime() + 24 * 3600_000)
    await batch([body], 'k')
    expect(double.mails).toHaveLength(2)
    expect((await batch([{ ...body, to: 'nobody' }], 'j')).error?.name).toBe('validation_error')
    expect((await batch([body], 'j')).error).toBeNull()
  })

  test('has 256 characters at most', async () => {
    expect((await batch([body], 'k'.repeat(257))).error?.name).toBe('invalid_idempotency_key')
  })
})

test('more than five requests in a second are told to wait', async () => {
  for (let i = 0; i < 5; i++) expect((await resend.emails.send(body)).error).toBeNull()
  const { error, headers } = await resend.emails.send(body)
  expect(error?.name).toBe('rate_limit_exceeded')
  expect(headers).toMatchObject({ 'retry-after': '1', 'ratelimit-remaining': '0' })
})

test('what the SDK does not know is refused, and so are 101 mails', async () => {
  const answer = await fetch('https://api.resend.com/emails', {
    method: 'POST',
    headers: { Authorization: 'Bearer re_test' },
    body: JSON.stringify({ ...body, replyTo: 'c@exemple.fr' }),
  })
  expect(answer.status).toBe(422)
  expect((await batch(Array(101).fill(body))).error?.name).toBe('validation_error')
  expect((await resend.emails.send({ ...body, subject: 'x\nBcc: y@exemple.fr' })).error?.name).toBe('validation_error')
})

describe('the adapter', () => {
  const mailer = resendMailer({ key: 're_test', baseUrl: undefined })
  const mail = { ...body, replyTo: 'c@exemple.fr', html: '<p>y</p>', headers: {}, tags: { mail: 'x' } }

  test('tells which of a batch were refused, and pauses when the second is used up', async () => {
    double.limit = 1
    const sent = await mailer.send([mail, { ...mail, to: 'nobody' }, mail], 'k')
    expect(sent).toMatchObject({ kind: 'accepted', pause: 1000 })
    const [first, second, third] = sent.kind === 'accepted' ? sent.results : []
    expect([first, third]).toEqual(double.mails.map(({ id }) => ({ id })))
    expect(second).toEqual({ refused: 'Invalid email address' })
  })

  test.each([
    [429, 'rate_limit_exceeded', { 'retry-after': '7' }, { kind: 'later', wait: 7000 }],
    [429, 'daily_quota_exceeded', {}, { kind: 'later', wait: 3600_000 }],
    [500, 'internal_server_error', {}, { kind: 'later', wait: undefined }],
    [409, 'concurrent_idempotent_requests', {}, { kind: 'later' }],
    [403, 'invalid_api_key', {}, { kind: 'later' }],
    [409, 'invalid_idempotent_request', {}, { kind: 'refused' }],
    [422, 'validation_error', {}, { kind: 'refused' }],
  ])('%i %s', async (status, name, headers, expected) => {
    double.faults.push({ kind: 'status', status, name, headers: headers as Record<string, string> })
    expect(await mailer.send([mail], 'k')).toMatchObject(expected)
  })

  test('an answer that never comes is worth another try', async () => {
    double.faults.push({ kind: 'lost' })
    expect(await mailer.send([mail], 'k')).toMatchObject({ kind: 'later' })
    expect(await mailer.send([mail], 'k')).toMatchObject({ kind: 'accepted' })
    expect(double.mails).toHaveLength(1)
  })
})
