import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../setup/browser.ts'
import { renderPage } from './gallery/render.tsx'
import { buildScript } from './gallery/styles.ts'

let browser: Browser
let script: string

beforeAll(async () => {
  ;[browser, script] = await Promise.all([launchBrowser(), buildScript()])
})

afterAll(() => browser.close())

type Seen = { page: Page; loads: string[]; complaints: string[] }

/** A page of the gallery with its script, from a host that answers nothing else. */
async function alive<T>(name: string, use: (seen: Seen) => Promise<T>): Promise<T> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  const seen: Seen = { page, loads: [], complaints: [] }
  page.on('console', (message) => message.type() === 'error' && seen.complaints.push(message.text()))
  page.on('pageerror', (error) => seen.complaints.push(String(error)))
  const html = await renderPage(name, { brand: 'red', scheme: 'light', css: '' })
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/script.js') return route.fulfill({ contentType: 'text/javascript', body: script })
    seen.loads.push(pathname)
    return route.fulfill({
      contentType: 'text/html',
      body: html.replace('</body>', '<script src="/script.js"></script></body>'),
    })
  })
  try {
    await page.goto(`http://gallery.localhost/${name}`)
    return await use(seen)
  } finally {
    await page.close()
  }
}

test('a menu closes on Escape with the focus back on its button, on a press elsewhere and on leaving by Tab', async () => {
  const states = await alive('directory', async ({ page }) => {
    const menu = page.locator('details.menu').last()
    const open = () => menu.evaluate((details) => (details as HTMLDetailsElement).open)
    const button = menu.locator('summary')
    const seen: (boolean | string)[] = []
    await button.click()
    seen.push(await open())
    await page.keyboard.press('Escape')
    seen.push(await open(), await page.evaluate(() => document.activeElement!.tagName))
    await button.click()
    await page.locator('h1').click({ force: true })
    seen.push(await open())
    await button.click()
    await menu.locator('button').focus()
    await page.keyboard.press('Tab')
    seen.push(await open())
    return seen
  })
  expect(states).toEqual([true, false, 'SUMMARY', false, false])
})

test('the error summary takes the focus', async () => {
  const focused = await alive('form-errors', async ({ page }) => {
    await page.waitForFunction(() => document.documentElement.dataset.scripts === 'ready')
    return page.evaluate(() => document.activeElement!.className)
  })
  expect(focused).toBe('error-summary')
})

test('a password is shown and hidden again by its button', async () => {
  const states = await alive('sign-in', async ({ page }) => {
    const button = page.locator('.password-field button')
    const seen: string[] = []
    for (let press = 0; press < 2; press += 1) {
      await button.click()
      seen.push(
        `${await page.locator('input[name=password]').getAttribute('type')} ${await button.getAttribute('aria-pressed')}`,
      )
    }
    return seen
  })
  expect(states).toEqual(['text true', 'password false'])
})
