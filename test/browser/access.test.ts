/**
 * Getting in with a real browser: a first account, then a forgotten password; on a phone and at a desk, with and
 * without JavaScript.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { at, DESK, PHONE, signIn, titled, useBrowser, visit } from './visit.ts'

useBrowser()

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const FIRST = 'douze marmottes jouent aux dames'
const SECOND = 'treize pélicans quittent le port'

const faults = async (page: Page) => {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }
    return (await axe.run()).violations.map(({ id }) => id)
  })
}
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

/** The address that the last mail to somebody leads to, as the demo shows what left. */
const linkIn = (to: string, part: string): Promise<string> =>
  vi.waitFor(
    async () => {
      const headers = { Accept: 'application/json' }
      const mails = await fetch(at('localhost', `/demo/mails?to=${encodeURIComponent(to)}`), { headers })
      const shown = (await mails.json()) as { links: string[] }[]
      const found = shown.flatMap(({ links }) => links).find((link) => link.includes(part))
      if (!found) throw new Error(`no ${part} for ${to} yet`)
      return found
    },
    { timeout: 60_000, interval: 500 },
  )

const send = (page: Page) => page.locator('main form button.btn-primary').last().click()
const choose = async (page: Page, password: string) => {
  await page.fill('input[name=newPassword]', password)
  await page.fill('input[name=newPasswordAgain]', password)
  await send(page)
}

/** Staff add somebody whom the base lacks: nobody else's test knows them. */
async function addMember(tenant: string, lastName: string, email: string): Promise<void> {
  await visit({ viewport: DESK, javaScriptEnabled: false }, async ({ page }) => {
    await signIn(page, tenant, 'admin')
    await page.goto(at(tenant, '/admin/membres/nouveau'))
    const said = { firstName: 'Ondine', lastName, promotion: '2012', primaryEmail: email }
    for (const [name, value] of Object.entries(said)) await page.fill(`[name=${name}]`, value)
    await page.locator('main form button.btn-primary').click()
    await page.waitForURL('**?fait=1')
  })
}

test.each([
  ['isep', 'on a phone without scripts', PHONE, false],
  ['supmeca', 'at a desk with scripts', DESK, true],
])('%s: activation, then recovery, %s', async (tenant, _, viewport, javaScriptEnabled) => {
  const lastName = javaScriptEnabled ? 'D’Aubépine' : 'Le Voyageur'
  const email = `ondine.${tenant}@courriel.example`
  await addMember(tenant, lastName, email)
  await visit({ viewport, javaScriptEnabled }, async ({ page, complaints }) => {
    const looks = async () => {
      if (javaScriptEnabled) expect(await faults(page)).toEqual([])
      else await page.setViewportSize(PHONE)
      if (javaScriptEnabled) expect(await overflow(page)).toBeLessThanOrEqual(0)
    }
    await page.goto(at(tenant, '/connexion'))
    await page.getByRole('link', { name: /activer mon compte/ }).click()
    await titled(page, /Qui êtes-vous/)
    await looks()
    await page.fill('[name=firstName]', 'ondine')
    await page.fill('[name=lastName]', lastName.toUpperCase())
    await page.fill('[name=promotion]', '2012')
    await send(page)
    await titled(page, /Où vous joindre/)
    await looks()
    await page.fill('[name=email]', email)
    await page.fill('[name=phone]', '06 12 34 56 78')
    await send(page)
    await titled(page, /C’est noté/)
    await page.goto(await linkIn(email, '/bienvenue?lien='))
    await titled(page, 'Bienvenue, Ondine')
    await looks()
    await choose(page, FIRST)
    await page.waitForURL(/\/parametres\/bienvenue/)
    await titled(page, /photo/)
    await looks()

    await page.context().clearCookies()
    await page.goto(at(tenant, '/connexion'))
    await page.getByRole('link', { name: 'Mot de passe oublié' }).click()
    await titled(page, 'Mot de passe oublié')
    await looks()
    await page.fill('[name=login]', email)
    await send(page)
    await titled(page, 'Regardez votre messagerie')
    await page.goto(await linkIn(email, '/nouveau-mot-de-passe?lien='))
    await titled(page, 'Un nouveau mot de passe')
    const login = await page.locator('main strong').first().innerText()
    await choose(page, SECOND)
    await titled(page, 'Se connecter')
    await page.fill('input[name=login]', login)
    await page.fill('input[name=password]', SECOND)
    await page.locator('main form button[type=submit]').click()
    await page.waitForURL(/\/profil\/ondine/)
    expect(complaints).toEqual([])
  })
})
