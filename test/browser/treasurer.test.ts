/**
 * A treasurer's visit: figures on a phone, a bank statement, an export, settings; and what members see of it: nothing.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { accountOf, at, DESK, PHONE, path, signIn, statusOf, useBrowser, visit } from './visit.ts'

useBrowser()

const TENANT = 'ece'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PAGES = [
  '',
  '/liste',
  '/liste?vue=echeances',
  '/banque',
  '/mouvements',
  '/recus-fiscaux',
  '/exports',
  '/cloture',
  '/repartitions',
  '/reglages',
]

describe('the treasurer', () => {
  test('reads the overview on a phone without scrolling sideways, charts with their figures', () =>
    visit({ viewport: PHONE }, async ({ page, complaints }) => {
      await signIn(page, TENANT, 'manager')
      await page.goto(at(TENANT, '/admin/paiements'), { waitUntil: 'networkidle' })
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      const chart = page.locator('figure').first()
      const box = await chart.locator('svg').first().boundingBox()
      expect(box!.width).toBeGreaterThan(250)
      // Drawn at 360 units: letters of 12 stay above 10 pixels.
      expect((12 * box!.width) / 360).toBeGreaterThan(9)
      await chart.locator('summary').click()
      expect(await chart.locator('tbody tr').count()).toBe(12)
      expect(complaints).toEqual([])
    }))

  test('sends a bank statement, sees what cannot be matched, and ignores a line', () =>
    visit({ viewport: DESK, javaScriptEnabled: false }, async ({ page }) => {
      await signIn(page, TENANT, 'manager')
      await page.goto(at(TENANT, '/admin/paiements/banque'))
      const text = 'Date;Libellé;Montant\n02/01/2026;VIR INCONNU;45,00\n03/01/2026;FRAIS;-3,00\n'
      await page.setInputFiles('[name=file]', { name: 'releve.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
      await page.locator('main form button').click()
      await page.waitForURL('**/banque/*')
      const line = page.locator('[data-line]', { hasText: 'VIR INCONNU' })
      expect(await line.innerText()).toContain('Aucun paiement')
      await line.locator('button[value=ignore]').click()
      await page.waitForURL((url) => !url.search.includes('lignes'))
      await page.locator('[data-line][data-state=ignored]', { hasText: 'VIR INCONNU' }).waitFor()
    }))

  test('downloads the file of entries under its own name, with a reason', () =>
    visit({ viewport: DESK, acceptDownloads: true }, async ({ page }) => {
      await signIn(page, TENANT, 'manager')
      await page.goto(at(TENANT, '/admin/paiements/exports'), { waitUntil: 'networkidle' })
      await page.check('[value="fec.txt"]')
      await page.fill('[name=reason]', 'Révision des comptes')
      const download = page.waitForEvent('download')
      await page.locator('main form button').click()
      expect((await download).suggestedFilename()).toMatch(/^\d{9}FEC\d{8}\.txt$/)
    }))

  test('books a cheque, prints its invoice, gives half of it back', () =>
    visit({ viewport: DESK }, async ({ page }) => {
      await signIn(page, 'supmeca', 'manager')
      const { handle } = accountOf('supmeca', 'member')
      await page.goto(at('supmeca', `/admin/ventes/nouvelle?personne=${encodeURIComponent(handle!)}`))
      await page.fill('[name=reference]', '0012345')
      await page
        .locator('main form', { has: page.locator('[name=receivedOn]') })
        .locator('button')
        .last()
        .click()
      await page.waitForURL('**/admin/ventes/*recu=1')
      await page.goto(at('supmeca', '/admin/paiements/liste'))
      await page.locator('tbody th a').first().click()
      // The address changes before the page is drawn: what is asked for is waited for.
      await page.locator('main', { hasText: '0012345' }).waitFor()
      expect(await page.locator('#ecritures').innerText()).toContain('5112')
      const invoice = await page.locator('a', { hasText: 'Facture' }).first().getAttribute('href')
      const kind = await page.evaluate(async (to) => (await fetch(to)).headers.get('Content-Type'), invoice!)
      expect(kind).toBe('application/pdf')
      await page.getByRole('link', { name: 'Rembourser' }).click()
      await page.locator('main summary', { hasText: 'Rembourser' }).click()
      await page.fill('[name=amount]', '5,00')
      await page
        .locator('main form', { has: page.locator('[name=amount]') })
        .locator('button')
        .last()
        .click()
      await page.waitForURL('**/admin/ventes/*fait=1')
      await page.locator('main', { hasText: /Avoir|A20\d\d-/ }).waitFor()
    }))

  test('a wrong number is said beside its field and everything typed stays, without scripts', () =>
    visit({ viewport: PHONE, javaScriptEnabled: false }, async ({ page }) => {
      await signIn(page, TENANT, 'admin')
      await page.goto(at(TENANT, '/admin/paiements/reglages'))
      await page.fill('[name=siren]', '123456789')
      await page.fill('[name=legalName]', 'Une autre dénomination')
      await page
        .locator('main form', { has: page.locator('[name=siren]') })
        .locator('button')
        .click()
      expect(await page.locator('main').innerText()).toContain('Ce SIREN n’existe pas')
      expect(await page.inputValue('[name=legalName]')).toBe('Une autre dénomination')
      expect(path(page)).toBe('/admin/paiements/reglages')
    }))

  test('no page of it has a fault that axe knows, on a phone, nor scrolls sideways at 320 pixels', () =>
    visit({ viewport: PHONE }, async ({ page }) => {
      await signIn(page, TENANT, 'admin')
      for (const part of PAGES) {
        await page.goto(at(TENANT, `/admin/paiements${part}`), { waitUntil: 'networkidle' })
        await page.evaluate(axe)
        const faults = await page.evaluate(async () => {
          const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }
          return (await axe.run()).violations.map(({ id }) => id)
        })
        expect(faults, part).toEqual([])
        await page.setViewportSize({ width: 320, height: 700 })
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), part).toBeLessThanOrEqual(0)
        await page.setViewportSize(PHONE)
      }
    }))

  test('on a phone the other pages are one press away, in a menu of one line', () =>
    visit({ viewport: PHONE, javaScriptEnabled: false }, async ({ page }) => {
      await signIn(page, TENANT, 'manager')
      await page.goto(at(TENANT, '/admin/paiements/liste'))
      const menu = page.locator('.tabs-folding')
      expect((await menu.boundingBox())!.height).toBeLessThan(64)
      // The demo has sold something: the amounts are in sight without scrolling.
      const amount = await page.locator('#livre tbody td[data-cents]').first().boundingBox()
      expect(amount!.x + amount!.width).toBeLessThanOrEqual(PHONE.width)
      await menu.locator('summary').click()
      await menu.getByRole('link', { name: 'Clôture' }).click()
      await page.waitForURL('**/admin/paiements/cloture')
    }))

  test('a member is refused every page of it', () =>
    visit({ javaScriptEnabled: false }, async ({ page }) => {
      await signIn(page, TENANT, 'adherent')
      for (const part of ['', '/liste', '/reglages'])
        expect(await statusOf(page, at(TENANT, `/admin/paiements${part}`))).toBe(403)
    }))
})
