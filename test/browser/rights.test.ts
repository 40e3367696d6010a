/** One's rights in a real browser, in French: a copy taken away, the account deleted; on a phone and a desktop, with and without JavaScript. */
import { describe, expect, test } from 'vitest'
import { alive, at, DESK, PHONE, path, signIn, titled, useBrowser, visit } from './visit.ts'

useBrowser()

const SIZES = [
  ['phone', PHONE],
  ['desktop', DESK],
] as const

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
