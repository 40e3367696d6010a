/** Paying, in a browser: a member joins and is let in; a company buys a pass and uses it; with and without scripts. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accountOf, at, DESK, knock, PHONE, path, statusOf, useBrowser, visit } from './visit.ts'

useBrowser()

async function enter(page: Page, tenant: string, role: string) {
  await knock(page, accountOf(tenant, role))
  await page.waitForURL((url) => !url.pathname.endsWith('/connexion'))
}

/** From the basket's page through the stand-in of Stripe's, back to the site, until it says that the money is there. */
async function payByCard(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Payer/ }).click()
  await page.waitForURL(/\/demo\/paiement\//)
  await page.getByRole('button', { name: 'Payer par carte' }).click()
  await page.waitForURL(/\/paiement\/[\w-]+\?retour=1/)
  await page.getByRole('heading', { level: 1, name: 'Merci, votre paiement est reçu' }).waitFor()
}

test('a member joins on a phone and is let in, without signing in again', async () => {
  await visit({ viewport: PHONE }, async ({ page, complaints }) => {
    await enter(page, 'ece', 'member')
    expect(await statusOf(page, at('ece', '/annuaire'))).toBe(403)
    await page.goto(at('ece', '/adhesion'))
    await page.getByLabel('En activité').check()
    await page.getByRole('button', { name: 'Voir ma cotisation' }).click()
    await page.getByRole('heading', { name: 'Votre cotisation', level: 2 }).waitFor()
    await page.getByLabel('Montant du don').fill('20')
    await page.getByRole('button', { name: 'Continuer vers le paiement' }).click()
    await page.waitForURL(/\/paiement\//)
    await payByCard(page)
    expect(await statusOf(page, at('ece', '/annuaire'))).toBe(200)
    await page.goto(at('ece', '/recus'))
    await page
      .getByText(/^F20\d\d-\d{6}$/)
      .first()
      .waitFor()
    expect(complaints).toEqual([])
  })
})

test('a company buys a pass at its desk, without scripts, and uses it', async () => {
  await visit({ viewport: DESK, javaScriptEnabled: false }, async ({ page }) => {
    await enter(page, 'insa', 'poster')
    expect(await statusOf(page, at('insa', '/annuaire'))).toBe(403)
    await page.goto(at('insa', '/acces-annuaire'))
    await page.getByLabel('SIRET de l’établissement').fill('732 829 320 00075')
    await page.getByRole('button', { name: 'Continuer vers le paiement' }).click()
    await page.getByText('Vérifiez le SIRET').first().waitFor()
    await page.getByLabel('SIRET de l’établissement').fill('732 829 320 00074')
    await page.getByLabel('Numéro et rue').fill('18 quai des Tisserands')
    await page.getByLabel('Code postal').fill('4400')
    await page.getByLabel('Ville').fill('Nantes')
    await page.getByRole('button', { name: 'Continuer vers le paiement' }).click()
    await page.getByText('Vérifiez le code postal').first().waitFor()
    await page.getByLabel('Code postal').fill('44000')
    await page.getByRole('button', { name: 'Continuer vers le paiement' }).click()
    await page.waitForURL(/\/paiement\//)
    await payByCard(page)
    expect(await statusOf(page, at('insa', '/annuaire'))).toBe(200)
    await page.goto(at('insa', '/acces-annuaire'))
    await page.getByText('Votre accès est ouvert').waitFor()
    expect(path(page)).toBe('/acces-annuaire')
  })
})
