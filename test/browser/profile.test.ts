/**
 * Profile and settings in a real browser: alive, accessible, whole at every width, in both languages, on two sheets of
 * paper.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { launchBrowser } from '../setup/browser.ts'

interface DemoAccount {
  tenant: string
  role: string
  login: string
  password: string
  handle?: string
}

const port = inject('sitePort')
const accounts = JSON.parse(readFileSync('tenants/demo-accounts.json', 'utf8')) as DemoAccount[]
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})

afterAll(() => browser.close())

const at = (tenant: string, path: string) => `http://${tenant}.localhost:${port}${path}`

function accountOf(tenant: string, role: string): DemoAccount {
  return accounts.find((account) => account.tenant === tenant && account.role === role)!
}

async function signedIn(context: BrowserContext, { tenant, login, password }: DemoAccount): Promise<Page> {
  const page = await context.newPage()
  await page.goto(at(tenant, '/connexion'))
  await page.fill('input[name=login]', login)
  await page.fill('input[name=password]', password)
  await page.locator('main form button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/connexion'))
  return page
}

/** What axe finds wrong, with the places. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }> }
    }
    const { violations } = await axe.run()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  })
}

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

/** A key that no file of texts has is shown as it is: `sections.identite.title`. */
const KEY = /(?:^|\s)(?:[a-z]+:)?[a-z]\w+(?:\.\w+)+(?=\s|$)/
const texts = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main :not(script):not([data-field]):not([data-field] *)')]
      .filter((node) => node.children.length === 0)
      .map((node) => node.textContent ?? ''),
  )

const SETTINGS = [
  ...['', '/fiche', '/parcours', '/coordonnees', '/confidentialite', '/abonnements', '/compte'],
  ...['/postes/nouveau', '/autres-diplomes', '/code-iesf'],
].map((page) => `/parametres${page}`)

test.each([
  ['fr', 'supmeca', 'adherent'],
  ['en', 'isep', 'member'],
  ['fr', 'sepro', 'member'],
])('in %s, every page of one’s own record at %s is alive, accessible and whole', async (language, tenant, role) => {
  const context = await browser.newContext({ locale: language, viewport: { width: 320, height: 800 } })
  const account = accountOf(tenant, role)
  const page = await signedIn(context, account)
  expect(new URL(page.url()).pathname).toBe(`/profil/${account.handle}`)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  const eyes = ['public', 'recruteurs', 'reseau', 'amis'].map((one) => `/profil/${account.handle}?vu-par=${one}`)
  for (const path of [`/profil/${account.handle}`, ...eyes, ...SETTINGS]) {
    await page.goto(at(tenant, path), { waitUntil: 'load' })
    expect(await overflow(page), path).toBeLessThanOrEqual(0)
    expect(await faults(page), path).toEqual([])
    expect(await page.locator('h1').count(), path).toBe(1)
    expect(
      (await texts(page)).filter((text) => KEY.test(text) && !text.includes('@') && !/https?:/.test(text)),
      path,
    ).toEqual([])
  }
  expect(complaints).toEqual([])
  await context.close()
})

test('one’s own page fits on two sheets of A4', async () => {
  const context = await browser.newContext({ locale: 'fr' })
  const page = await signedIn(context, accountOf('supmeca', 'adherent'))
  const pdf = await page.pdf({ preferCSSPageSize: true })
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length).toBeLessThanOrEqual(2)
  await context.close()
})

test('a position is added, ended and found in the history without a script', async () => {
  const context = await browser.newContext({ locale: 'fr', javaScriptEnabled: false })
  const page = await signedIn(context, accountOf('supmeca', 'adherent'))
  await page.goto(at('supmeca', '/parametres/postes/nouveau'))
  await page.fill('input[name=entreprise]', 'Atelier des Embruns')
  await page.locator('main form button').first().click()
  await page.locator('a[href*="nouvelle="]').last().click()
  await page.locator('main form').last().locator('button[type=submit]').click()
  await page.locator('.error-summary a[href="#jobTitle"]').waitFor()
  await page.fill('input[name=jobTitle]', 'Capitaine de quai')
  await page.fill('input[name=startedOn]', '04/2025')
  await page.locator('main form').last().locator('button[type=submit]').click()
  await page.locator('main', { hasText: 'Capitaine de quai' }).waitFor()
  await page.locator('li', { hasText: 'Capitaine de quai' }).locator('a[href$="/fin"]').click()
  await page.fill('input[name=endedOn]', '05/2025')
  await page.locator('main form').last().locator('button[type=submit]').click()
  await page.waitForURL('**/parametres/parcours**')
  expect(await page.locator('main').textContent()).toContain('Capitaine de quai')
  await context.close()
})

test('a form sent with a script says that it is saved, and keeps what is wrong', async () => {
  const context = await browser.newContext({ locale: 'fr' })
  const page = await signedIn(context, accountOf('supmeca', 'adherent'))
  await page.goto(at('supmeca', '/parametres/coordonnees'), { waitUntil: 'networkidle' })
  await page.fill('input[name=link0]', 'https://exemple.fr/alix')
  await page.fill('input[name=homeCity]', 'Douarnenez')
  await page.locator('#adresse form').locator('button[type=submit]').click()
  await page.locator('#adresse [role=status]', { hasText: 'enregistré' }).waitFor()
  // What was typed in another form of the page waits for its own « Enregistrer ».
  expect(await page.inputValue('input[name=link0]')).toBe('https://exemple.fr/alix')
  expect(await page.inputValue('input[name=homeCity]')).toBe('Douarnenez')
  await page.goto(at('supmeca', '/parametres/fiche'), { waitUntil: 'networkidle' })
  await page.fill('input[name=birthDate]', 'demain')
  await page.locator('#identite form').locator('button[type=submit]').click()
  await page.locator('.error-summary').waitFor()
  expect(await page.inputValue('input[name=birthDate]')).toBe('demain')
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('error-summary')
  expect(await page.title()).toMatch(/^Erreur/)
  await context.close()
})
