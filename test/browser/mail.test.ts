/**
 * Subscriptions and addresses in a real browser, with scripts and without; the mail that follows is read in the demo.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { at, DESK, PHONE, signIn, titled, useBrowser, visit } from './visit.ts'

useBrowser()

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TENANT = 'insa-cvl'

const faults = async (page: Page) => {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }
    return (await axe.run()).violations.map(({ id }) => id)
  })
}
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

test.each([
  ['with scripts', true, DESK],
  ['without scripts', false, PHONE],
])('a list is left and joined again on the page of subscriptions, %s', async (_, javaScriptEnabled, viewport) => {
  await visit({ javaScriptEnabled, viewport }, async ({ page, complaints }) => {
    await signIn(page, TENANT, 'adherent')
    await page.goto(at(TENANT, '/parametres/abonnements'))
    const box = page.locator('input[name=list][value=carriere]')
    for (const on of [false, true]) {
      await box.setChecked(on)
      await page.locator('#abonnements form button.btn-primary').click()
      await page.waitForURL(/enregistre=/)
      await page.goto(at(TENANT, '/parametres/abonnements'))
      expect(await box.isChecked()).toBe(on)
    }
    if (javaScriptEnabled) expect(await faults(page)).toEqual([])
    else await page.setViewportSize({ width: 320, height: 700 })
    if (javaScriptEnabled) expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(complaints).toEqual([])
  })
})

interface Shown {
  to: string
  links: string[]
}

test('a new address is proven by the link that the demo shows', async () => {
  const address = 'jean.second@courriel.example'
  await visit({}, async ({ page, complaints }) => {
    await signIn(page, TENANT, 'member')
    await page.goto(at(TENANT, '/parametres/coordonnees'))
    await page.fill('input[name=personal1]', address)
    await page.fill('input[name=currentPassword]', `${TENANT}-member-2026!`)
    await page.locator('#contact form button.btn-primary').click()
    await page.waitForURL(/enregistre=/)
    const link = await vi.waitFor(
      async () => {
        const headers = { Accept: 'application/json' }
        const answer = await fetch(at('localhost', `/demo/mails?tenant=${TENANT}&to=${address}`), { headers })
        const mails = (await answer.json()) as Shown[]
        const found = mails.flatMap(({ links }) => links).find((one) => one.includes('/confirmer-adresse/'))
        expect(found).toBeDefined()
        return found!
      },
      { timeout: 30_000, interval: 500 },
    )
    await page.goto(link)
    await titled(page, 'Vérifier ton adresse')
    await page.locator('main form button').click()
    await titled(page, 'Adresse vérifiée')
    await page.goto(at(TENANT, '/parametres/coordonnees'))
    expect(await page.locator('[data-state=verified]', { hasText: address }).count()).toBe(1)
    expect(await faults(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(complaints).toEqual([])
  })
})
