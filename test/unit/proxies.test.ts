/** A proxy in front that `PROXIES` does not count is noticed, and said once. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setEnvironment } from '#app/context/env.ts'
import { log } from '#app/context/log.ts'
import { noteForwarded, unexpectedProxy, warnOfUnsetProxies } from '#app/context/proxies.ts'

const SETTINGS = {
  DATABASE_URL: 'postgresql://a:b@localhost/alumni',
  BASE_DOMAIN: 'alumni.example',
  DATA_KEY: Buffer.alloc(32).toString('base64'),
  SESSION_SECRET: 'x'.repeat(32),
  FILES_URL: 'file:///tmp/files',
  NODE_ENV: 'production',
}

beforeEach(() => setEnvironment({ ...SETTINGS, PROXIES: '0' }))
afterEach(() => vi.restoreAllMocks())

test('requests through a proxy nobody counted are logged once and shown; without one nothing is', () => {
  const warn = vi.spyOn(log(), 'warn').mockReturnValue(undefined)
  noteForwarded(false)
  expect([unexpectedProxy(), warn.mock.calls.length]).toEqual([null, 0])
  for (let i = 0; i < 3; i++) noteForwarded(true)
  expect([unexpectedProxy(), warn.mock.calls.length]).toEqual([{ all: 4, carried: 3 }, 1])
  setEnvironment({ PROXIES: '1' })
  noteForwarded(true)
  expect(unexpectedProxy()?.all).toBe(4)
})

test('a public site whose number of proxies is not said is told so at start; 0, said, is an answer', () => {
  const warn = vi.spyOn(log(), 'warn').mockReturnValue(undefined)
  warnOfUnsetProxies()
  expect(warn).not.toHaveBeenCalled()
  setEnvironment({ PROXIES: '' })
  warnOfUnsetProxies()
  expect(warn).toHaveBeenCalledOnce()
  setEnvironment({ BASE_DOMAIN: 'localhost' })
  warnOfUnsetProxies()
  expect(warn).toHaveBeenCalledOnce()
})
