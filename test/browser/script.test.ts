/** Pages are whole as they come; the one script that helps them (app/entry.client.ts) is at work on each. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { launchBrowser } from '../setup/browser.ts'

const port = inject('sitePort')
let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})

afterAll(() => browser.close())

/** Everything the browser complains about: errors of scripts, refused resources. */
async function opened(host: string, path: string, use: (page: Page) => Promise<void>): Promise<string[]> {
  const page = await browser.newPage({ locale: 'fr-FR' })
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('requestfailed', (request) => complaints.push(`${request.url()} ${request.failure()?.errorText}`))
  try {
    await page.goto(`http://${host}.localhost:${port}${path}`, { waitUntil: 'networkidle' })
    await use(page)
  } finally {
    await page.close()
  }
  return complaints
}

const alive = (page: Page) => page.waitForFunction(() => document.documentElement.dataset.scripts === 'ready')

test.each(['isep', 'insa-lyon'])('a page of %s comes alive without one complaint of the browser', async (host) => {
  const complaints = await opened(host, '/', async (page) => {
    await alive(page)
    expect(await page.title()).not.toBe('')
  })
  expect(complaints).toEqual([])
})

test('a page has one script, from our own host, and brings no data beside what it shows', async () => {
  const complaints = await opened('isep', '/', async (page) => {
    const scripts = await page.locator('script').evaluateAll((all) => all.map((one) => one.getAttribute('src')))
    expect(scripts).toEqual([expect.stringMatching(/^\/assets\/entry\.client-[\w-]+\.js$/)])
  })
  expect(complaints).toEqual([])
})

test('a choice of language keeps the place in the page', async () => {
  await opened('isep', '/', async (page) => {
    await alive(page)
    await page.setViewportSize({ width: 390, height: 300 })
    const button = page.locator('button[name=lang][value=en]').last()
    await button.scrollIntoViewIfNeeded()
    const before = await page.evaluate(() => window.scrollY)
    await button.click()
    await page.locator('html[lang=en][data-scripts=ready]').waitFor()
    expect(before).toBeGreaterThan(50)
    // The words of the other language are longer or shorter.
    expect(Math.abs((await page.evaluate(() => window.scrollY)) - before)).toBeLessThan(200)
  })
})

test('language and colours are kept without a script, too', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`http://isep.localhost:${port}/`)
  await page.locator('button[name=lang][value=en]').click()
  await page.locator('button[name=theme][value=dark]').click()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
  await context.close()
})

test('a page that does not exist is alive, and in the language of the visitor', async () => {
  const complaints = await opened('isep', '/rien', async (page) => {
    await alive(page)
    expect(await page.title()).toBe('Page introuvable')
  })
  expect(complaints.filter((complaint) => !complaint.includes('404'))).toEqual([])
})
