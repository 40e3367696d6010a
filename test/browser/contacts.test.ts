/**
 * Privacy and contacts as people meet them: previews, who sees what, a contact asked for and accepted; with and without
 * JavaScript.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accountOf, at, DESK, PHONE, signIn, titled, useBrowser, visit } from './visit.ts'

useBrowser()

const HOME = 'supmeca'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong, and whether the page scrolls sideways. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe: tool } = window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }
    const { violations } = await tool.run()
    const wide = document.documentElement.scrollWidth > window.innerWidth
    return [...violations.map(({ id }) => id), ...(wide ? ['scrolls sideways'] : [])]
  })
}

const SCREENS = [
  ['on a phone without JavaScript', { viewport: PHONE, javaScriptEnabled: false }],
  ['at a desk', { viewport: DESK }],
] as const

test.each(SCREENS)('%s: a contact ends, is asked for again and accepted', async (_, options) => {
  const other = accountOf(HOME, 'adherent')
  await visit(options, async ({ page, complaints }) => {
    const me = await signIn(page, HOME, 'member')
    // The demo's two know each other: first that ends.
    await page.goto(at(HOME, `/profil/${other.handle}/contact`))
    await page.getByRole('button', { name: 'Retirer de mes contacts' }).click()
    await page.getByText('Vous n’êtes plus en contact.').waitFor()
    await page.goto(at(HOME, `/profil/${other.handle}`))
    await page.getByRole('link', { name: 'Ajouter à mes contacts' }).click()
    await page.getByLabel('Quelques mots').fill('Nous étions en TP ensemble')
    await page.getByRole('button', { name: 'Envoyer la demande' }).click()
    await page.getByText('Votre demande est envoyée.').waitFor()
    await page.goto(at(HOME, '/contacts/envoyees'))
    await page.locator(`[data-person="${other.handle}"]`).waitFor()

    await visit(options, async ({ page: theirs }) => {
      await signIn(theirs, HOME, 'adherent')
      await theirs.goto(at(HOME, '/contacts/recues'))
      await theirs.getByText('Nous étions en TP ensemble').waitFor()
      await theirs.locator(`[data-person="${me.handle}"]`).getByRole('button', { name: 'Accepter' }).click()
      await theirs.waitForURL(/fait=accept/)
      await theirs.goto(at(HOME, '/contacts'))
      await theirs.locator(`[data-person="${me.handle}"]`).waitFor()
    })

    await page.goto(at(HOME, `/profil/${other.handle}`))
    await page.getByRole('link', { name: 'Dans mes contacts' }).waitFor()
    expect(complaints).toEqual([])
  })
})

test.each(SCREENS)('%s: what others see of me, and who they are', async (_, options) => {
  await visit(options, async ({ page, complaints }) => {
    await signIn(page, HOME, 'adherent')
    await page.goto(at(HOME, '/parametres/confidentialite'))
    await page.getByRole('link', { name: 'Les recruteurs', exact: true }).click()
    await page.locator('[data-preview="recruteurs"]').waitFor()
    await page.goto(at(HOME, '/parametres/confidentialite'))
    await page.getByRole('link', { name: 'Qui voit quoi, aujourd’hui' }).click()
    await titled(page, 'Qui voit quoi, aujourd’hui')
    expect(await page.locator('[data-seen]').count()).toBeGreaterThan(3)
    await page.getByRole('link', { name: 'Annuaire imprimé' }).first().click()
    await page.waitForURL(/canal=imprime/)
    expect(complaints).toEqual([])
  })
})

test.each([PHONE, DESK])('accessible and whole at %o', async (viewport) => {
  await visit({ viewport }, async ({ page, complaints }) => {
    await signIn(page, HOME, 'adherent')
    const { handle } = accountOf(HOME, 'member')
    const paths = [
      '/contacts',
      '/contacts/bloques',
      `/profil/${handle}`,
      `/profil/${handle}/contact`,
      `/profil/${handle}/signaler`,
    ]
    for (const path of [...paths, '/parametres/confidentialite', '/parametres/confidentialite/qui-voit']) {
      await page.goto(at(HOME, path))
      expect(await faults(page), path).toEqual([])
    }
    expect(complaints).toEqual([])
  })
  await visit({ viewport }, async ({ page }) => {
    await signIn(page, HOME, 'admin')
    for (const path of ['/admin/signalements', '/admin/doublons', '/admin/voir-comme']) {
      await page.goto(at(HOME, path))
      expect(await faults(page), path).toEqual([])
    }
    await page.getByLabel('Motif').first().fill('Vérifier les règles')
    await page.getByRole('button', { name: 'Voir le site ainsi' }).first().click()
    await page.locator('[data-stand-in]').waitFor()
    expect(await faults(page), 'banner').toEqual([])
    await page.getByRole('button', { name: 'Revenir à mon compte' }).click()
    await titled(page, /Voir le site comme/)
  })
})
