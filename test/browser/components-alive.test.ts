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

test('React takes over what the server sent without a word', async () => {
  const complaints = await alive('directory', async ({ page, complaints }) => {
    await page.waitForFunction(() => Object.keys(document.querySelector('a')!).some((key) => key.startsWith('__react')))
    return complaints
  })
  expect(complaints).toEqual([])
})

test('a link of ours is followed within the page, and Back returns', async () => {
  const seen = await alive('directory', async ({ page, loads }) => {
    await page.locator('.row-link').first().click()
    await page.getByRole('heading', { name: 'Céline Morvan', level: 1 }).waitFor()
    const profile = new URL(page.url()).pathname
    await page.goBack()
    await page.getByRole('heading', { name: 'Annuaire', level: 1 }).waitFor()
    return { profile, loads }
  })
  expect(seen).toEqual({ profile: '/profil/p0', loads: ['/directory'] })
})

test('a link pressed with Ctrl is left to the browser, which opens it elsewhere', async () => {
  const seen = await alive('form-errors', async ({ page, loads }) => {
    const link = page.getByRole('link', { name: 'Annuler' })
    await page.waitForFunction(() => Object.keys(document.querySelector('a')!).some((key) => key.startsWith('__react')))
    // Whether a window opens is the browser's business: asked is what this page's own handlers did with the press.
    const taken = (control: boolean) =>
      link.evaluate((element, ctrlKey) => {
        let prevented: boolean | undefined
        window.addEventListener(
          'click',
          (event) => {
            prevented = event.defaultPrevented
            event.preventDefault()
          },
          { once: true },
        )
        element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, button: 0, ctrlKey }))
        return prevented
      }, control)
    const withControl = await taken(true)
    const stayed = new URL(page.url()).pathname
    return { withControl, stayed, without: await taken(false), loads }
  })
  expect(seen).toEqual({ withControl: false, stayed: '/form-errors', without: true, loads: ['/form-errors'] })
})

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

test('the error summary keeps the focus when React takes over', async () => {
  const focused = await alive('form-errors', async ({ page }) => {
    await page.waitForFunction(() => Object.keys(document.querySelector('a')!).some((key) => key.startsWith('__react')))
    return page.evaluate(() => document.activeElement!.className)
  })
  expect(focused).toBe('error-summary')
})
