/**
 * Whoever lost what opens an account of another kind: companies and schools without their mailbox, operators and their
 * second factor.
 */
import { describe, expect, test } from 'vitest'
import { asStaff, choose, codeOf, linkIn, send } from './steps.ts'
import { accountOf, at, DESK, knock, PHONE, path, signIn, titled, useBrowser, visit } from './visit.ts'

useBrowser()

const FIRST = 'douze marmottes jouent aux dames'
const SECOND = 'treize pélicans quittent le port'

const SCREENS = [
  ['on a phone, without scripts', { viewport: PHONE, javaScriptEnabled: false }],
  ['at a desk', { viewport: DESK, javaScriptEnabled: true }],
] as const

const DOORS = [
  { door: 'recruteurs', place: 'abroad' },
  { door: 'ecoles', place: undefined },
] as const

describe.each(SCREENS)('%s', (_, screen) => {
  test.each(DOORS)(
    'an account of $door whose mailbox is lost: a proof, the staff’s yes, another way in',
    async ({ door, place }) => {
      const tenant = 'sepro'
      const mark = `${screen.viewport.width}${Math.random().toString(36).slice(2, 8)}`
      const name = `Atelier ${mark}`
      const [old, email] = ['perdu', 'retrouve'].map((word) => `${word}.${door}.${mark}@courriel.example`) as [
        string,
        string,
      ]
      const reach = { contactName: 'Claude Martin', phone: '01 23 45 67 89' }
      await visit(screen, async ({ page, complaints }) => {
        const fill = async (said: Record<string, string>) => {
          for (const [field, value] of Object.entries(said)) await page.fill(`main [name=${field}]`, value)
        }
        await page.goto(at(tenant, `/${door}/inscription`))
        if (place) await page.locator(`[name=place][value=${place}]`).check()
        await fill({ name, country: 'Belgique', ...reach, email: old })
        await send(page)
        await page.waitForURL('**envoye=1')
        await page.goto(await linkIn(old, '/bienvenue?lien='))
        await choose(page, FIRST)
        await page.waitForURL((url) => !url.pathname.startsWith('/bienvenue'))

        await page.context().clearCookies()
        await page.goto(at(tenant, `/${door}/connexion`))
        await page.locator('main a[href$="/mot-de-passe-oublie"]').click()
        await titled(page, 'Mot de passe oublié')
        await fill({ login: old })
        await page.locator('[name=access][value=lost]').check()
        await send(page)
        await titled(page, 'Je n’ai plus accès à mon adresse')
        await fill({ name, ...reach, email })
        await page.setInputFiles('[name=proof]', {
          name: 'kbis.pdf',
          mimeType: 'application/pdf',
          buffer: Buffer.from('%PDF-1.4 kbis'),
        })
        await send(page)
        await titled(page, 'Votre demande est arrivée')
        await asStaff(tenant, async (staff) => {
          await staff.goto(at(tenant, '/admin/a-traiter?type=entity'))
          const theirs = staff.locator('[id^=demande-]').filter({ hasText: name }).first()
          await theirs.locator('input[name=person]').first().check()
          await theirs.locator('button[name=intent][value=approve]').click()
          await staff.waitForURL('**fait=oui')
        })
        await page.goto(await linkIn(email, '/nouveau-mot-de-passe?lien='))
        await choose(page, SECOND)
        await page.waitForURL((url) => url.pathname === `/${door}/connexion`)
        const enter = async (login: string) => {
          await page.goto(at(tenant, `/${door}/connexion`))
          await fill({ login, password: SECOND })
          await page.locator('main form button[type=submit]').click()
        }
        await enter(old)
        await page.getByRole('alert').first().waitFor()
        expect(path(page)).toBe(`/${door}/connexion`)
        await enter(email)
        await page.waitForURL((url) => !url.pathname.endsWith('/connexion'))
        expect(complaints).toEqual([])
      })
    },
  )

  test('an operator’s second factor: added, asked for, a recovery code, taken off', () =>
    visit(screen, async ({ page, context, complaints }) => {
      const account = accountOf('admin', 'operator')
      const security = at('admin', '/operateur/securite')
      await signIn(page, 'admin', 'operator')
      await page.goto(security)
      const secret = await page.locator('code[data-secret]').innerText()
      await page.fill('input[name=code]', codeOf(secret))
      await page.locator('button[name=intent][value=add]').click()
      await page.locator('#codes').waitFor()
      const codes = await page.locator('code[data-code]').allInnerTexts()
      try {
        await context.clearCookies()
        await knock(page, account)
        await page.waitForURL('**/operateur/verification')
        // Nothing else opens between the two steps.
        await page.goto(at('admin', '/operateur/sante'))
        expect(path(page)).toBe('/operateur/verification')
        for (const code of ['000000', codeOf(secret, 1)]) {
          await page.fill('input[name=code]', code)
          await page.locator('main form.card button').click()
          if (code === '000000') await page.locator('.alert').waitFor()
        }
        await titled(page, 'Associations')
        await context.clearCookies()
        await knock(page, account)
        await page.waitForURL('**/operateur/verification')
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
      expect(complaints).toEqual([])
    }))
})
