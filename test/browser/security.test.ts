/** Two steps to sign in, on a phone and at a desk: app, recovery code, passkey; and a device signed out from afar. */
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { accountOf, alive, at, DESK, knock, PHONE, path, titled, useBrowser, visit } from './visit.ts'

useBrowser()

const PAGE = '/parametres/securite'
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({
    timestamp: Date.now() + steps * 30_000,
  })

/** @returns the secret and the recovery codes, as the pages show them. */
async function enrol(page: Page, tenant: string, password: string) {
  await page.goto(at(tenant, PAGE))
  await page.locator('main a', { hasText: 'Application d’authentification' }).click()
  await titled(page, 'Application d’authentification')
  await page.locator('main svg[role=img]').waitFor()
  const secret = await page.locator('code[data-secret]').innerText()
  await page.fill('input[name=code]', codeOf(secret))
  await page.fill('input[name=currentPassword]', password)
  await page.locator('button[name=intent]').click()
  await titled(page, /est activée/)
  const codes = await page.locator('code[data-code]').allInnerTexts()
  expect(codes).toHaveLength(10)
  return { secret, codes }
}

async function remove(page: Page, tenant: string, password: string) {
  await page.goto(at(tenant, `${PAGE}/application`))
  await page.fill('input[name=currentPassword]', password)
  await page.locator('button[name=intent]').click()
  await page.waitForURL('**fait=retrait')
}

async function give(page: Page, code: string) {
  await page.waitForURL('**/connexion/verification**')
  await page.fill('input[name=code]', code)
  await page.locator('main form.card button').click()
}

const WAYS = [
  { way: 'a phone, without JavaScript', screen: { viewport: PHONE, javaScriptEnabled: false }, role: 'poster' },
  { way: 'a desk, with', screen: { viewport: DESK }, role: 'school' },
]

describe.each(WAYS)('on $way', ({ screen, role }) => {
  test('an app is added; then its code, or a recovery code, is the second step', () =>
    visit({ ...screen }, async ({ page, context, complaints }) => {
      const account = accountOf('ece', role)
      await knock(page, account)
      await page.waitForURL((url) => !url.pathname.endsWith('/connexion'))
      const { secret, codes } = await enrol(page, 'ece', account.password)
      await context.clearCookies()
      await knock(page, account)
      await give(page, '000000')
      await page.locator('.alert').waitFor()
      await give(page, codeOf(secret, 1))
      await page.waitForURL((url) => !url.pathname.startsWith('/connexion'))
      await context.clearCookies()
      await knock(page, account)
      await give(page, codes[0]!)
      await page.waitForURL((url) => !url.pathname.startsWith('/connexion'))
      await page.goto(at('ece', PAGE))
      await page.getByText('Connexion avec un code de secours').waitFor()
      await page.getByText('9 codes').waitFor()
      await remove(page, 'ece', account.password)
      expect(complaints).toEqual([])
    }))
})

test('a passkey is added and opens the account without a password; a device is signed out from another', () =>
  visit({ viewport: DESK }, async ({ page, context, complaints }) => {
    const account = accountOf('sepro', 'recruiter')
    const cdp = await context.newCDPSession(page)
    await cdp.send('WebAuthn.enable')
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await knock(page, account)
    await page.waitForURL((url) => !url.pathname.endsWith('/connexion'))
    await page.goto(at('sepro', `${PAGE}/cles`))
    await alive(page)
    await page.fill('input[name=name]', 'Mon ordinateur')
    await page.fill('input[name=currentPassword]', 'faux')
    const add = page.locator('#ajouter button')
    await add.click()
    await page.getByText('pas votre mot de passe actuel').waitFor()
    await page.fill('input[name=currentPassword]', account.password)
    await add.click()
    await titled(page, /est enregistrée/)
    await context.clearCookies()
    await page.goto(at('sepro', '/recruteurs/connexion?redirectTo=%2Fparametres%2Fsecurite'))
    await page.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click()
    await page.waitForURL('**/parametres/securite')
    await page.locator('#appareils').getByText('Cet appareil').waitFor()
    // The session in which it was added is still there: signed out from here.
    await page.locator('#appareils form button').first().click()
    await page.waitForURL('**fait=fermee')
    await page.locator('#appareils form').first().waitFor({ state: 'detached' })
    await page.goto(at('sepro', `${PAGE}/cles`))
    await page.locator('#liste summary').click()
    await page.locator('#liste input[name=currentPassword]').fill(account.password)
    await page.locator('#liste form button').click()
    await page.waitForURL('**fait=retrait')
    expect(path(page)).toBe(PAGE)
    expect(complaints).toEqual([])
  }))
