/**
 * Which words an error page has: trouble of the store is told as such, also where no page could answer a browser's
 * request for data.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { statusOf } from '#app/features/site/frame/error-page.tsx'

const thrown = (status: number) => ({ status, statusText: '', internal: false, data: { reason: 'store' } })

test.each([503, 507])('%i has words of its own', (status) => {
  expect(statusOf(thrown(status))).toEqual({ status, refusal: { reason: 'store' } })
})

test('an answer that is no page, in the browser, is a site that is away; any other error is an incident', () => {
  const words = 'Unable to decode turbo-stream response'
  expect(statusOf(new Error(`${words} from URL: /annuaire.data`)).status).toBe(503)
  expect(statusOf(new TypeError('x is not a function')).status).toBe(500)
  // Remix's own words, which may change with it.
  expect(readFileSync('node_modules/@remix-run/react/dist/single-fetch.js', 'utf8')).toContain(words)
})
