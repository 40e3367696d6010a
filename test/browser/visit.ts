/** Visits to the demo: who comes, on what screen, and everything that a browser has to complain about on the way. */
import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
import { launchBrowser } from '../setup/browser.ts'

export interface DemoAccount {
  tenant: string
  role: string
  door: string
  login: string
  password: string
  handle?: string
}

export const PHONE = { width: 390, height: 844 }
export const DESK = { width: 1280, height: 900 }

const DOORS: Record<string, string> = {
  people: '/connexion',
  recruiters: '/recruteurs/connexion',
  schools: '/ecoles/connexion',
  operator: '/operateur/connexion',
}

const accounts = JSON.parse(readFileSync('tenants/demo-accounts.json', 'utf8')) as DemoAccount[]
const port = inject('sitePort')
let browser: Browser

/** One browser for the file that calls it. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())
}

/** @returns the address on the association's host; `localhost` is the product's own. */
export function at(host: string, path: string): string {
  return `http://${host === 'localhost' ? host : `${host}.localhost`}:${port}${path}`
}

export function accountOf(tenant: string, role: string): DemoAccount {
  const found = accounts.find((account) => account.tenant === tenant && account.role === role)
  if (!found) throw new Error(`no demo account for ${role} of ${tenant}`)
  return found
}

export interface Visit {
  page: Page
  context: BrowserContext
  /** Errors and warnings of scripts, refused resources, what went to another host. */
  complaints: string[]
}

/**
 * A browser says of every answer above 399 that it failed: of a page that is refused on purpose that is no complaint.
 */
const REFUSED = /^Failed to load resource: the server responded with a status of 4\d\d/

function listen(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !REFUSED.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (protocol.startsWith('http') && !/(^|\.)localhost$/.test(hostname)) complaints.push(`asks ${request.url()}`)
  })
}

/** A visit that ends with its context, whatever happens. */
export async function visit<T>(options: BrowserContextOptions, use: (visit: Visit) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ locale: 'fr-FR', viewport: PHONE, ...options })
  context.setDefaultTimeout(20_000)
  const complaints: string[] = []
  context.on('page', (page) => listen(page, complaints))
  try {
    return await use({ page: await context.newPage(), context, complaints })
  } finally {
    await context.close()
  }
}

/** Fills the door's form in and sends it; the caller waits for what follows. */
export async function knock(page: Page, account: DemoAccount, door = DOORS[account.door]!): Promise<void> {
  await page.goto(at(account.tenant, door))
  await page.fill('input[name=login]', account.login)
  await page.fill('input[name=password]', account.password)
  await page.locator('main form button[type=submit]').click()
}

export async function signIn(page: Page, tenant: string, role: string): Promise<DemoAccount> {
  const account = accountOf(tenant, role)
  await knock(page, account)
  await page.waitForURL((url) => !url.pathname.endsWith('/connexion'))
  return account
}

/** The script that helps (app/entry.client.ts) marks the page once it is at work. */
export const alive = (page: Page) => page.waitForFunction(() => document.documentElement.dataset.scripts === 'ready')

/** Waits for the page of that title. */
export const titled = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
export const path = (page: Page) => new URL(page.url()).pathname

/** The status with which the server answers the address, as the page's own session asks for it. */
export async function statusOf(page: Page, address: string): Promise<number> {
  return (await page.goto(address))!.status()
}
