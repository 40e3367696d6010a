/** What the staff of an association and the operator come for: members, rules, extraction, imports, associations. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { accountOf, at, DESK, PHONE, path, signIn, statusOf, titled, useBrowser, visit } from './visit.ts'

useBrowser()

describe('the administration', () => {
  test('an administrator finds a member, changes a field and reads the change in the history', () =>
    visit({ viewport: DESK, javaScriptEnabled: false }, async ({ page }) => {
      const { tenant } = await signIn(page, 'isep', 'admin')
      await page.goto(at(tenant, '/admin/membres'))
      await page.fill('main input[name=q]', 'dupont')
      await page.locator('main search button').click()
      await page
        .locator('main table a', { hasText: /dupont\s+jean/i })
        .first()
        .click()
      await page.goto(at(tenant, `/admin/membres/${accountOf('isep', 'member').handle}`))
      await page.locator('#groupe-identity a', { hasText: 'Modifier' }).click()
      await page.fill('[name=birthPlace]', 'Guéret')
      await page
        .locator('main form', { has: page.locator('[name=birthPlace]') })
        .getByRole('button', { name: 'Enregistrer' })
        .click()
      await page.waitForURL('**?fait=1*')
      await page.locator('[role=status]', { hasText: 'enregistré' }).waitFor()
      await page.getByRole('link', { name: 'Historique' }).click()
      await page.waitForURL('**/historique')
      const line = page.locator('tr', { hasText: 'Guéret' })
      expect(await line.innerText()).toMatch(/Lieu de naissance/)
      expect(await line.innerText()).toContain('helene.l-hame98')
    }))

  test('the matrix says for each field and role who sees it, one role at a time on a phone', () =>
    visit({ viewport: DESK, javaScriptEnabled: false }, async ({ page }) => {
      const { tenant } = await signIn(page, 'isep', 'admin')
      await page.goto(at(tenant, '/admin/regles'))
      const matrix = page.locator('main table:visible')
      expect(await matrix.count()).toBe(1)
      const row = matrix.locator('tr', { hasText: 'E-mail principal' })
      expect(await row.locator('td').first().innerText()).toContain('Jamais')
      expect(await matrix.locator('thead th').count()).toBeGreaterThan(6)
      await page.setViewportSize(PHONE)
      expect(await page.locator('main table:visible').count()).toBe(1)
      expect(await page.locator('main table:visible thead th').count()).toBeLessThan(5)
    }))

  test('a manager administers but is refused the extraction, and no menu leads there', () =>
    visit({ javaScriptEnabled: false }, async ({ page }) => {
      const { tenant } = await signIn(page, 'isep', 'manager')
      expect(await statusOf(page, at(tenant, '/admin'))).toBe(200)
      expect(await page.locator('a[href="/admin/exports"]').count()).toBe(0)
      expect(await statusOf(page, at(tenant, '/admin/exports'))).toBe(403)
    }))

  test('an administrator extracts the base with a reason, and is asked for one', () =>
    visit({ viewport: DESK }, async ({ page }) => {
      const { tenant } = await signIn(page, 'isep', 'admin')
      await page.goto(at(tenant, '/admin/exports'), { waitUntil: 'networkidle' })
      const form = page.locator('main form', { has: page.locator('[name=reason]') })
      await form.locator('button[type=submit]').click()
      await page.locator('.error-summary').waitFor()
      await page.fill('[name=reason]', 'Essai du parcours')
      const [file] = await Promise.all([page.waitForEvent('download'), form.locator('button[type=submit]').click()])
      expect(file.suggestedFilename()).toMatch(/^isep-people[-.]/)
    }))

  test('a member has no administration', () =>
    visit({}, async ({ page }) => {
      const { tenant } = await signIn(page, 'isep', 'adherent')
      expect(await statusOf(page, at(tenant, '/admin'))).toBe(403)
      expect(await page.locator('a[href="/admin"]').count()).toBe(0)
    }))
})

test('the operator signs in at the own host and finds every association, nobody’s record and a healthy database', () =>
  visit({ viewport: DESK, javaScriptEnabled: false }, async ({ page }) => {
    await page.goto(at('admin', '/operateur'))
    expect(path(page)).toBe('/operateur/connexion')
    await signIn(page, 'admin', 'operator')
    await titled(page, 'Associations')
    expect(await page.locator('main tbody tr').count()).toBe(11)
    expect(await page.locator('[data-person]').count()).toBe(0)
    await page.locator('main a', { hasText: 'Santé' }).click()
    await titled(page, /Santé/)
    expect(await statusOf(page, at('isep', '/operateur'))).toBe(404)
  }))

/** A file of three people; the last line lacks what a person cannot do without. */
const SCHOOL_FILE = [
  'Nom;Prénom;Promotion;E-mail',
  'Trévédic;Maëlle;2019;maelle.trevedic@courriel.example',
  'Quintric;Iltud;2020;iltud.quintric@courriel.example',
  ';Sansnom;2021;',
].join('\r\n')

test('a file of the school goes from the file to the directory and is undone again, without JavaScript', () =>
  visit({ javaScriptEnabled: false, viewport: DESK }, async ({ page }) => {
    const { tenant } = await signIn(page, 'insa-rouen', 'admin')
    await page.goto(at(tenant, '/admin/imports'))
    await page.setInputFiles('input[name=file]', {
      name: 'promotion.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(SCHOOL_FILE),
    })
    await page.getByRole('button', { name: 'Lire le fichier' }).click()
    await page.waitForURL('**/colonnes')
    const run = page.url().replace('/colonnes', '')
    await page.getByRole('button', { name: 'Continuer' }).click()
    await until(page, run, /verification/)
    await page.getByRole('button', { name: 'Importer' }).click()
    await until(page, run, /Import terminé|Import fini/)
    await page.goto(at(tenant, '/admin/membres?q=quintric'))
    expect(await page.locator('main table').innerText()).toContain('Iltud Quintric')
    await page.goto(`${run}/annuler`)
    await page.getByRole('button', { name: 'Annuler l’import' }).click()
    await until(page, run, /Import annulé/)
    await page.goto(at(tenant, '/admin/membres?q=quintric'))
    expect(await page.locator('main').innerText()).not.toContain('Iltud Quintric')
  }))

/** Looks again, as a person without JavaScript does, until the address or the page's title is the one waited for. */
async function until(page: Page, address: string, wanted: RegExp): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.goto(address)
        return `${path(page)} ${await page.locator('h1').innerText()}`
      },
      { timeout: 30_000, interval: 300 },
    )
    .toMatch(wanted)
}
