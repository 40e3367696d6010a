/** Pages are drawn in one piece and not streamed (app/entry.server.tsx): they still have to come alive. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { launchBrowser } from '../setup/browser.ts'

const port = inject('sitePort')
let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})

afterAll(() => browser.close())

/** Everything the browser complains about: errors of scripts, refused resources, what React could not hydrate. */
async function opened(host: string, path: string, use: (page: Page) => Promise<void>): Promise<string[]> {
  const page = await browser.newPage({ locale: 'fr-FR' })
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('requestfailed', (request) => {
    // Remix stops reading data at their last line, one step before the end of the answer.
    if (!request.url().includes('.data')) complaints.push(`${request.url()} ${request.failure()?.errorText}`)
  })
  try {
    await page.goto(`http://${host}.localhost:${port}${path}`, { waitUntil: 'networkidle' })
    await use(page)
  } finally {
    await page.close()
  }
  return complaints
}

/** React marks what it has made alive. */
const alive = (page: Page) =>
  page.waitForFunction(() => Object.keys(document.querySelector('main')!).some((key) => key.startsWith('__reactFiber')))

test.each(['isep', 'insa-lyon'])('a page of %s comes alive without one complaint of the browser', async (host) => {
  const complaints = await opened(host, '/', async (page) => {
    await alive(page)
    expect(await page.title()).not.toBe('')
  })
  expect(complaints).toEqual([])
})

test('a link is followed inside the page, with the texts of the page it leads to', async () => {
  const complaints = await opened('isep', '/', async (page) => {
    await alive(page)
    await page.evaluate(() => Object.assign(window, { stayed: true }))
    await page.locator('main a[href="/connexion"]').click()
    await page.waitForURL('**/connexion', { waitUntil: 'networkidle' })
    await page.locator('input[name=login]').waitFor()
    expect(await page.evaluate(() => (window as unknown as { stayed?: boolean }).stayed)).toBe(true)
    expect(await page.locator('main').textContent()).not.toMatch(/\b[a-z]+:[a-z]+\.[a-z]+\b/)
  })
  expect(complaints).toEqual([])
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
