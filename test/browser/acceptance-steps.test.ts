/** Pages that something has to be done to come to: what they owe to everybody is what every other page does. */
import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { faultsHere, faultsOf } from './faults.ts'
import { accountOf, at, knock, signIn, titled, useBrowser, visit } from './visit.ts'

useBrowser()

const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({
    timestamp: Date.now() + steps * 30_000,
  })

test('an action on many people: what is to be done, its confirmation, and the list of actions', () =>
  visit({ colorScheme: 'light' }, async (seen) => {
    const { page } = seen
    await signIn(page, 'isep', 'admin')
    await page.goto(at('isep', '/admin/membres'))
    await page.locator('button[name=portee][value=page]').click()
    await page.waitForURL(/admin\/actions\/[\w-]+$/)
    const run = page.url()
    expect(await faultsHere(seen)).toEqual([])
    await page.check('[name=action][value=dues]')
    await page.locator('#agir form button').last().click()
    await page.waitForURL('**/confirmation')
    expect(await faultsHere(seen)).toEqual([])
    expect(await faultsOf(seen, run)).toEqual([])
    expect(await faultsOf(seen, at('isep', '/admin/actions'))).toEqual([])
  }))

test('an operator’s second factor: the codes that are shown once, what may be changed, the second step, a wrong code', () =>
  visit({ colorScheme: 'light' }, async (seen) => {
    const { page, context } = seen
    const account = accountOf('admin', 'operator')
    const security = at('admin', '/operateur/securite')
    await signIn(page, 'admin', 'operator')
    expect(await faultsOf(seen, security)).toEqual([])
    const secret = await page.locator('code[data-secret]').innerText()
    await page.fill('input[name=code]', codeOf(secret))
    await page.locator('button[name=intent][value=add]').click()
    await page.locator('#codes').waitFor()
    const codes = await page.locator('code[data-code]').allInnerTexts()
    try {
      expect(await faultsHere(seen)).toEqual([])
      expect(await faultsOf(seen, security)).toEqual([])
      await context.clearCookies()
      await knock(page, account)
      await page.waitForURL('**/operateur/verification')
      expect(await faultsHere(seen)).toEqual([])
      await page.fill('input[name=code]', '000000')
      await page.locator('main form.card button').click()
      await page.locator('.alert').waitFor()
      expect(await faultsHere(seen)).toEqual([])
      await page.fill('input[name=code]', codes[0]!)
      await page.locator('main form.card button').click()
      await titled(page, 'Associations')
    } finally {
      // Other tests sign in by the password alone.
      await page.goto(security)
      await page.fill('input[name=code]', codes[1]!)
      await page.locator('button[name=intent][value=remove]').click()
      await page.locator('#ajouter').waitFor()
    }
  }))
