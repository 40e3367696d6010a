/** Dues in several times, on a phone: chosen and begun, a refused one paid, the rest paid; with and without scripts. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { instalmentsPassword } from '../../prisma/seed/instalments.ts'
import { at, DESK, knock, PHONE, statusOf, useBrowser, visit } from './visit.ts'

useBrowser()

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const TENANT = 'isep'
/** Of the demo, beside its accounts; test/features/seed.test.ts holds them. */
const LOGINS = { running: 'irene.vincent99', refused: 'catherine.guyot91', chooses: 'evrard.roche92' }

async function enter(page: Page, who: keyof typeof LOGINS) {
  const account = {
    tenant: TENANT,
    role: 'member',
    door: 'people',
    login: LOGINS[who],
    password: instalmentsPassword(TENANT),
  }
  await knock(page, account)
  await page.waitForURL((url) => !url.pathname.endsWith('/connexion'))
}

/** From the order's page through the stand-in of Stripe's, until the money is there. */
async function payByCard(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Payer/ }).click()
  await page.waitForURL(/\/demo\/paiement\//)
  await page.getByRole('button', { name: 'Payer par carte' }).click()
  await page.waitForURL(/\/paiement\/[\w-]+\?retour=1/)
  await page.getByRole('heading', { level: 1, name: 'Merci, votre paiement est reçu' }).waitFor()
}

/** What axe finds wrong, and whether the page scrolls sideways. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found = await page.evaluate(async () => {
    const { axe: tool } = window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }
    return (await tool.run()).violations.map(({ id }) => id)
  })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  return wide ? [...found, 'scrolls sideways'] : found
}

const states = (page: Page) =>
  page.locator('[data-part]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-state')))

test.each([true, false])('chosen, shown, begun, and the rest paid at once (scripts: %s)', async (javaScriptEnabled) => {
  await visit({ viewport: PHONE, javaScriptEnabled }, async ({ page, complaints }) => {
    const who = javaScriptEnabled ? 'chooses' : 'running'
    await enter(page, who)
    await page.goto(at(TENANT, '/adhesion?situation=active'))
    if (who === 'chooses') {
      expect(await statusOf(page, at(TENANT, '/annuaire'))).toBe(403)
      await page.goto(at(TENANT, '/adhesion?situation=active'))
      await page.getByLabel('En 3 fois, sans frais').check()
      await page.getByText(/26,67.€ aujourd’hui, .* et 26,66.€ le/).waitFor()
      await page.getByRole('button', { name: 'Continuer vers le paiement' }).click()
      await page.getByRole('heading', { level: 1, name: 'Votre commande' }).waitFor()
      expect(await states(page)).toEqual(['today', 'coming', 'coming'])
      await payByCard(page)
      expect(await statusOf(page, at(TENANT, '/annuaire'))).toBe(200)
      await page.goto(at(TENANT, '/adhesion'))
    }
    const paid = who === 'chooses' ? 1 : 2
    expect(await states(page)).toEqual(['paid', 'paid', 'paid'].fill('coming', paid))
    await page.getByRole('button', { name: /^Payer le reste dès maintenant/ }).click()
    await page.waitForURL(/\/paiement\//)
    await payByCard(page)
    await page.goto(at(TENANT, '/recus'))
    await page
      .getByText(who === 'chooses' ? /échéances 2 à 3 sur 3/ : /échéance 3\/3/)
      .first()
      .waitFor()
    await page.goto(at(TENANT, '/adhesion'))
    expect(await states(page)).toEqual([])
    expect(complaints).toEqual([])
  })
})

test('a refused payment says so, and is paid with another card', async () => {
  await visit({ viewport: PHONE }, async ({ page, complaints }) => {
    await enter(page, 'refused')
    await page.goto(at(TENANT, '/adhesion'))
    await page.getByText('La banque a refusé la dernière échéance').waitFor()
    expect(await states(page)).toEqual(['paid', 'refused', 'coming'])
    for (const viewport of [PHONE, DESK]) {
      await page.setViewportSize(viewport)
      expect(await faultsOf(page)).toEqual([])
    }
    await page.getByRole('button', { name: /^Payer l’échéance refusée/ }).click()
    await page.waitForURL(/\/paiement\//)
    await payByCard(page)
    await page.goto(at(TENANT, '/adhesion'))
    expect(await states(page)).toEqual(['paid', 'paid', 'coming'])
    expect(complaints).toEqual([])
  })
})
