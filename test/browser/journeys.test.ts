/** What people come for, from the first page to the last, on a phone and at a desk, with and without JavaScript. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { accountOf, alive, at, DESK, knock, PHONE, path, signIn, statusOf, titled, useBrowser, visit } from './visit.ts'

useBrowser()

const names = (page: Page) => page.locator('[data-person] .row-link').allInnerTexts()

async function search(page: Page, words: string): Promise<void> {
  await page.fill('input[name=q]', words)
  await page.locator('search button').click()
  await page.waitForURL((url) => url.searchParams.get('q') === words)
  await page.locator('.chip', { hasText: words }).waitFor()
}

const WAYS = [
  { way: 'a phone, with JavaScript', viewport: PHONE, javaScriptEnabled: true },
  { way: 'a phone, without', viewport: PHONE, javaScriptEnabled: false },
  { way: 'a desk, with JavaScript', viewport: DESK, javaScriptEnabled: true },
  { way: 'a desk, without', viewport: DESK, javaScriptEnabled: false },
]

describe.each(WAYS)('on $way', ({ way: _, ...screen }) => {
  test('a visitor signs in, sees the own page, finds somebody without accents and with a typo, and comes back', () =>
    visit(screen, async ({ page, complaints }) => {
      await page.goto(at('supmeca', '/'))
      await page.locator('main a[href="/connexion"]').click()
      const { login, password, handle } = accountOf('supmeca', 'adherent')
      await page.fill('input[name=login]', login)
      await page.fill('input[name=password]', password)
      await page.locator('main form button[type=submit]').click()
      await page.waitForURL(`**/profil/${handle}`)
      await titled(page, 'Anne-Laure Lavaut')
      await page.goto(at('supmeca', '/annuaire'))
      await search(page, 'helene l hame')
      expect(await names(page)).toContain('Hélène L’Hame')
      await search(page, 'lavauy')
      expect(await names(page)).toContain('Anne-Laure Lavaut')
      await page.locator('.row-link', { hasText: 'Anne-Laure Lavaut' }).click()
      await page.waitForURL('**/profil/**')
      await titled(page, 'Anne-Laure Lavaut')
      await page.goBack()
      await titled(page, 'Annuaire')
      expect(await page.inputValue('input[name=q]')).toBe('lavauy')
      expect(await names(page)).toContain('Anne-Laure Lavaut')
      expect(complaints).toEqual([])
    }))

  test('a field is edited: what is wrong is kept and named, then it is saved', () =>
    visit(screen, async ({ page }) => {
      const { tenant, handle } = await signIn(page, 'ece', 'adherent')
      const home = at(tenant, '/parametres/fiche')
      await page.goto(home)
      await page.fill('input[name=birthDate]', '31 février')
      const send = () => page.locator('#identite form button[type=submit]').click()
      const [answer] = await Promise.all([
        page.waitForResponse((response) => response.request().method() === 'POST'),
        send(),
      ])
      expect([202, 422]).toContain(answer.status())
      await page.locator('.error-summary').waitFor()
      expect(await page.inputValue('input[name=birthDate]')).toBe('31 février')
      if (screen.javaScriptEnabled) expect(await page.title()).toMatch(/^Erreur/)
      expect(await page.evaluate(() => document.activeElement?.className)).toContain('error-summary')
      await page.fill('input[name=birthDate]', '14/02/1988')
      await send()
      await page.locator('[role=status]', { hasText: 'enregistré' }).waitFor()
      await page.goto(at(tenant, `/profil/${handle}`))
      expect(await page.locator('[data-field=birthDate]').innerText()).toContain('1988')
    }))
})

test('a search begun before the counts of facets have come shows its people', () =>
  visit({}, async ({ page, complaints }) => {
    const { tenant } = await signIn(page, 'supmeca', 'adherent')
    await page.route(/facettes/, async (route) => {
      await new Promise((later) => setTimeout(later, 1500))
      await route.continue().catch(() => undefined)
    })
    await page.goto(at(tenant, '/annuaire'))
    await search(page, 'helene l hame')
    expect(await names(page)).toContain('Hélène L’Hame')
    expect(complaints).toEqual([])
  }))

test('suggestions come while one types, and the arrow and Enter open one', () =>
  visit({ viewport: PHONE }, async ({ page, complaints }) => {
    const { tenant } = await signIn(page, 'isep', 'adherent')
    await page.goto(at(tenant, '/annuaire'))
    await alive(page)
    await page.locator('input[name=q]').pressSequentially('lav')
    const options = page.getByRole('option')
    await options.first().waitFor()
    expect(await page.getByRole('combobox').getAttribute('aria-expanded')).toBe('true')
    const label = await options.first().locator('.font-semibold').innerText()
    await page.keyboard.press('ArrowDown')
    expect(await options.first().getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/profil/**')
    await titled(page, label)
    expect(complaints).toEqual([])
  }))

test('Escape puts suggestions away and leaves what was typed', () =>
  visit({}, async ({ page }) => {
    const { tenant } = await signIn(page, 'isep', 'adherent')
    await page.goto(at(tenant, '/annuaire'))
    await alive(page)
    await page.locator('input[name=q]').pressSequentially('lav')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('listbox').waitFor({ state: 'hidden' })
    expect(await page.inputValue('input[name=q]')).toBe('lav')
  }))

test('a member who has not paid sees the own page, and is told what opens the directory', () =>
  visit({}, async ({ page }) => {
    const { tenant, handle } = await signIn(page, 'isep', 'member')
    expect(path(page)).toBe(`/profil/${handle}`)
    expect(await page.locator('header a[href="/annuaire"]').count()).toBe(0)
    expect(await statusOf(page, at(tenant, '/annuaire'))).toBe(403)
    expect(await page.locator('main').innerText()).toContain('cotisation')
    expect(await page.locator('[data-person]').count()).toBe(0)
  }))

test('whoever is signed out is led to the door and from there to the page that was asked for', () =>
  visit({ javaScriptEnabled: false }, async ({ page }) => {
    await page.goto(at('isep', '/annuaire?q=lavaut'))
    expect(path(page)).toBe('/connexion')
    const { login, password } = accountOf('isep', 'adherent')
    await page.fill('input[name=login]', login)
    await page.fill('input[name=password]', password)
    await page.locator('main form button[type=submit]').click()
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/annuaire?q=lavaut')
    expect((await names(page)).join()).toContain('Lavaut')
  }))

describe('each account has its door', () => {
  test.each([
    ['recruiter', '/recruteurs/connexion'],
    ['school', '/ecoles/connexion'],
  ])('%s signs in at %s', (role, door) =>
    visit({ javaScriptEnabled: false }, async ({ page }) => {
      await page.goto(at('supmeca', '/connexion'))
      await page.locator(`main a[href="${door}"]`).click()
      expect(path(page)).toBe(door)
      const { tenant } = await signIn(page, 'supmeca', role)
      expect(await statusOf(page, at(tenant, '/annuaire'))).toBe(200)
    }),
  )

  test('a wrong door, a wrong password and an unknown login are answered in the same words', () =>
    visit({ javaScriptEnabled: false }, async ({ page }) => {
      const account = accountOf('supmeca', 'recruiter')
      const tries = [account, { ...account, password: 'x' }, { ...account, login: 'personne@nulle-part.example' }]
      const answers: { status: number; text: string }[] = []
      for (const one of tries) {
        const answered = page.waitForResponse((response) => response.request().method() === 'POST')
        await knock(page, one, '/connexion')
        const answer = await answered
        answers.push({ status: answer.status(), text: await page.locator('main').innerText() })
        expect(await page.inputValue('input[name=login]')).toBe(one.login)
      }
      expect(answers[0]!.status).toBe(401)
      expect(answers[0]!.text).toContain('Connexion impossible')
      expect(answers[1]).toEqual(answers[0])
      expect(answers[2]).toEqual(answers[0])
    }))
})

test('a paid-up member searches the whole federation and opens a sister association’s person on the own host', () =>
  visit({}, async ({ page, complaints }) => {
    const { tenant } = await signIn(page, 'insa-lyon', 'adherent')
    await page.goto(at(tenant, '/annuaire'))
    const own = Number(await page.locator('[data-total]').getAttribute('data-total'))
    await page.getByRole('link', { name: 'Toute la fédération' }).click()
    const sister = page.locator('[data-person*="~"] .row-link').first()
    await sister.waitFor()
    expect(Number(await page.locator('[data-total]').getAttribute('data-total'))).toBeGreaterThan(own)
    const name = await sister.innerText()
    await sister.click()
    await page.waitForURL(/profil\/[a-z-]+~/)
    await titled(page, name)
    expect(new URL(page.url()).hostname).toBe('insa-lyon.localhost')
    expect(complaints).toEqual([])
  }))

test('signing out closes the pages, also for the button Back', () =>
  visit({ javaScriptEnabled: false }, async ({ page }) => {
    const { tenant } = await signIn(page, 'isep', 'adherent')
    await page.goto(at(tenant, '/annuaire'))
    await page.locator('header details.menu summary').last().click()
    await page.locator('form[action="/deconnexion"] button').click()
    await page.waitForURL((url) => url.pathname !== '/annuaire')
    await page.goBack()
    await page.goto(at(tenant, '/annuaire'))
    expect(path(page)).toBe('/connexion')
  }))

test.each([true, false])(
  'language and colours are chosen in one’s account and stay (JavaScript: %s)',
  (javaScriptEnabled) =>
    visit({ javaScriptEnabled }, async ({ page, complaints }) => {
      const { tenant } = await signIn(page, 'isep', 'adherent')
      await page.goto(at(tenant, '/annuaire?q=lavaut'))
      await titled(page, 'Annuaire')
      const openAccount = () => page.locator('header details.menu summary').last().click()
      await openAccount()
      await page.locator('button[name=lang][value=en]').click()
      await page.locator('html[lang=en]').waitFor()
      await titled(page, 'Directory')
      expect(new URL(page.url()).search).toBe('?q=lavaut')
      await openAccount()
      await page.locator('button[name=theme][value=dark]').click()
      await page.locator('html[data-theme=dark]').waitFor()
      const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
      expect(await ground()).toBe('rgb(18, 20, 23)')
      await page.goto(at(tenant, '/'))
      expect(await page.locator('html').getAttribute('lang')).toBe('en')
      expect(await ground()).toBe('rgb(18, 20, 23)')
      expect(complaints).toEqual([])
    }),
)

describe('one’s own record, without JavaScript', () => {
  test('a position ends and stays in the history', () =>
    visit({ javaScriptEnabled: false }, async ({ page }) => {
      const { tenant } = await signIn(page, 'ece', 'adherent')
      await page.goto(at(tenant, '/parametres/parcours'))
      const first = page.locator('li', { has: page.locator('a[href$="/fin"]') }).first()
      const title = (await first.locator('p, h2, h3, .font-semibold').first().innerText()).trim()
      await first.locator('a[href$="/fin"]').click()
      await page.fill('input[name=endedOn]', '05/2026')
      await page.locator('main form').last().locator('button[type=submit]').click()
      await page.waitForURL('**/parametres/parcours**')
      expect(await page.locator('main').innerText()).toContain(title)
    }))

  test('a photo is sent and shown; what is no picture is refused in words', () =>
    visit({ javaScriptEnabled: false }, async ({ page }) => {
      const { tenant } = await signIn(page, 'ece', 'adherent')
      await page.goto(at(tenant, '/parametres/fiche'))
      const send = async (file: { name: string; mimeType: string; buffer: Buffer }) => {
        await page.setInputFiles('input[name=photo]', file)
        await page
          .locator('form', { has: page.locator('input[name=photo]') })
          .locator('button[type=submit]')
          .click()
      }
      await send({ name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from('ceci n’est pas une image') })
      await page.locator('.error-summary').waitFor()
      await send({ name: 'photo.gif', mimeType: 'image/gif', buffer: PICTURE })
      const shown = page.locator('main img[data-field=photo], main [data-field=photo] img').first()
      await shown.waitFor()
      expect(await shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(1)
    }))
})

test('the product’s own page leads to the associations', () =>
  visit({}, async ({ page, complaints }) => {
    await page.goto(at('localhost', '/'))
    await page.getByRole('link', { name: 'ISEP Alumni' }).click()
    await page.waitForURL((url) => url.hostname === 'isep.localhost')
    await titled(page, 'ISEP Alumni')
    expect(complaints).toEqual([])
  }))

/** A picture of 8 × 8 points. */
const PICTURE = Buffer.from('R0lGODlhCAAIAIAAAKoAAP///yH5BAAAAAAALAAAAAAIAAgAAAIHhI+py+1dAAA7', 'base64')
