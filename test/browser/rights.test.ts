/**
 * One's rights in a real browser, in French: a copy taken away, the account deleted; on a phone and a desktop, with and
 * without JavaScript.
 */
import type { Page } from 'playwright-core'
import { describe, expect, test, vi } from 'vitest'
import { alive, at, DESK, PHONE, path, signIn, titled, useBrowser, visit } from './visit.ts'

useBrowser()

const SIZES = [
  ['phone', PHONE],
  ['desktop', DESK],
] as const

const TENANT = 'supmeca'
const PASSWORD = 'douze marmottes jouent aux dames'

/** Mails as the demo shows what left. */
const mailsTo = async (to: string) => {
  const headers = { Accept: 'application/json' }
  const shown = await fetch(at('localhost', `/demo/mails?to=${encodeURIComponent(to)}`), { headers })
  return (await shown.json()) as { subject: string; links: string[] }[]
}

const soon = <T>(what: () => Promise<T>) => vi.waitFor(what, { timeout: 60_000, interval: 500 })

/** Staff add somebody whom the base lacks, and invite them: nobody else's test knows them. */
async function invite(lastName: string, email: string): Promise<void> {
  await visit({ viewport: DESK, javaScriptEnabled: false }, async ({ page }) => {
    await signIn(page, TENANT, 'admin')
    await page.goto(at(TENANT, '/admin/membres/nouveau'))
    const said = { firstName: 'Ondine', lastName, promotion: '2011', primaryEmail: email }
    for (const [name, value] of Object.entries(said)) await page.fill(`[name=${name}]`, value)
    await page.locator('main form button.btn-primary').click()
    await page.waitForURL('**?fait=1')
    await page.goto(`${page.url().split('?')[0]}/compte`)
    await page.getByRole('button', { name: /inviter|invitation/i }).click()
    await page.waitForLoadState()
  })
}

/** Whether the directory and the administration still find somebody of that name. */
const found = (lastName: string) =>
  visit({ viewport: DESK, javaScriptEnabled: false }, async ({ page }) => {
    await signIn(page, TENANT, 'admin')
    await page.goto(at(TENANT, `/annuaire?q=${lastName}`))
    const listed = await page.locator(`main a[href^="/profil/ondine.${lastName.toLowerCase()}"]`).count()
    await page.goto(at(TENANT, `/admin/membres?q=${lastName}`))
    const kept = await page
      .getByRole('main')
      .getByRole('link', { name: new RegExp(lastName, 'i') })
      .count()
    return { listed: listed > 0, kept: kept > 0 }
  })

async function activate(page: Page, email: string): Promise<void> {
  const link = await soon(async () => {
    const one = (await mailsTo(email)).flatMap(({ links }) => links).find((text) => text.includes('/bienvenue?lien='))
    if (!one) throw new Error('no invitation yet')
    return one
  })
  await page.goto(link)
  await page.fill('input[name=newPassword]', PASSWORD)
  await page.fill('input[name=newPasswordAgain]', PASSWORD)
  await page.locator('main form button.btn-primary').last().click()
  await page.waitForURL(/\/parametres\/bienvenue/)
}

describe.each(SIZES)('%s', (_, viewport) => {
  test.each([true, false])('a copy of one’s data is asked for (JavaScript: %s)', async (javaScriptEnabled) => {
    await visit({ viewport, javaScriptEnabled }, async ({ page, complaints }) => {
      await signIn(page, 'supmeca', 'member')
      await page.goto(at('supmeca', '/parametres/mes-donnees'))
      await titled(page, 'Mes données')
      if (javaScriptEnabled) await alive(page)
      const ask = page.getByRole('button', { name: 'Demander une copie' })
      // Another visit may have asked: while one is being made there is no button.
      if (await ask.isVisible()) {
        await page.getByLabel('Votre mot de passe').fill('supmeca-member-2026!')
        await ask.click()
      }
      await page
        .getByText(/En préparation|Télécharger/)
        .first()
        .waitFor()
      await page.goto(at('supmeca', '/parametres/mes-donnees/suppression'))
      await titled(page, 'Supprimer mon compte')
      await page.getByRole('button', { name: 'Supprimer définitivement' }).click()
      await page.getByText('Saisissez votre mot de passe').first().waitFor()
      expect(path(page)).toBe('/parametres/mes-donnees/suppression')
      expect(complaints).toEqual([])
    })
  })

  test.each([true, false])('an account is deleted for good (JavaScript: %s)', async (javaScriptEnabled) => {
    // Letters alone: a name no other test and no other run of this one knows.
    const lastName = `Adieu${[...Math.random().toString(36).slice(2, 9)].map((sign) => String.fromCharCode(97 + (sign.charCodeAt(0) % 26))).join('')}`
    const email = `${lastName.toLowerCase()}@courriel.example`
    await invite(lastName, email)
    await visit({ viewport, javaScriptEnabled }, async ({ page, complaints }) => {
      await activate(page, email)
      expect(await found(lastName)).toEqual({ listed: true, kept: true })
      await page.goto(at(TENANT, '/parametres/mes-donnees'))
      await page.getByRole('link', { name: 'Supprimer mon compte' }).click()
      await titled(page, 'Supprimer mon compte')
      if (javaScriptEnabled) await alive(page)
      await page.getByLabel('Votre mot de passe').fill(PASSWORD)
      await page.getByRole('checkbox').check()
      await page.getByRole('button', { name: 'Supprimer définitivement' }).click()
      await page.waitForURL('**/compte-supprime')
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
      // The session is over, and the way in with it.
      await page.goto(at(TENANT, '/parametres'))
      expect(path(page)).toBe('/connexion')
      await page.fill('input[name=login]', email)
      await page.fill('input[name=password]', PASSWORD)
      await page.locator('main form button[type=submit]').click()
      await page.getByRole('alert').first().waitFor()
      expect(path(page)).toBe('/connexion')
      expect(complaints).toEqual([])
    })
    await soon(async () => expect(await found(lastName)).toEqual({ listed: false, kept: false }))
    await soon(async () => {
      const subjects = (await mailsTo(email)).map(({ subject }) => subject)
      expect(subjects.some((subject) => /supprimé/.test(subject))).toBe(true)
    })
  })

  test('what the association does with data is there for everybody', async () => {
    await visit({ viewport }, async ({ page, complaints }) => {
      await page.goto(at('sepro', '/'))
      await page.getByRole('contentinfo').getByRole('link', { name: 'Confidentialité' }).click()
      await titled(page, 'Confidentialité')
      await page.getByRole('contentinfo').getByRole('link', { name: 'Registre des traitements' }).click()
      await titled(page, 'Registre des traitements')
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
      expect(complaints).toEqual([])
    })
  })
})
