/**
 * What a phone's browser feels: pages drawn, shifted and answered to, at a quarter of the processor (look.md,
 * "Acceptance").
 */
import type { Browser, Page } from 'playwright-core'
import { stopAll, untilStopped } from '#app/cli/until-stopped.ts'
import { demoAccounts } from '../../prisma/seed/cast.ts'
import { launchBrowser } from '../setup/browser.ts'
import { kinds } from './pages.ts'
import { median, say } from './report.ts'
import { type Served, signIn, startSite } from './site-process.ts'
import { ACCOUNT, inWorld, isFull, openWorld } from './world.ts'

const HOST = 'petite.localhost'
const PHONE = { width: 390, height: 844 }
const SLOWER = 4
const VISITS = 3

interface Felt {
  /** Milliseconds until the largest piece of the page stood. */
  largest: number
  /** Layout shift, without unit (web.dev/cls). */
  shift: number
  /** Milliseconds from the slowest touch to the frame that answered it. */
  touch: number
}

/** Runs in the page before anything of it. */
function listen(): void {
  const felt = { largest: 0, shift: 0, touch: 0 }
  Object.assign(globalThis, { felt })
  const watch = (type: string, note: (entry: PerformanceEntry) => void, more = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...more })
  watch('largest-contentful-paint', ({ startTime }) => {
    felt.largest = startTime
  })
  watch('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean }
    if (!hadRecentInput) felt.shift += value
  })
  watch(
    'event',
    (entry) => {
      // A pointer that only passes over the page is no touch, and waits for the page to load.
      const { duration, interactionId } = entry as PerformanceEntry & { interactionId: number }
      if (interactionId > 0) felt.touch = Math.max(felt.touch, duration)
    },
    { durationThreshold: 16 },
  )
}

/** What a hand does on any page: opens the menus and what folds, types where there is something to type. */
async function touch(page: Page): Promise<void> {
  for (const summary of (await page.locator('summary:visible').all()).slice(0, 4)) {
    await summary.click()
    // A menu left open lies over the next.
    await summary.click()
  }
  const search = page.locator('input[name="q"]:visible').first()
  if ((await search.count()) > 0) await search.pressSequentially('martin', { delay: 60 })
  await page.waitForTimeout(600)
}

async function visit(browser: Browser, { port }: Served, cookie: string, path: string): Promise<Felt> {
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true })
  const pairs = cookie.split('; ').map((pair) => pair.split('=') as [string, string])
  await context.addCookies(pairs.map(([name, value]) => ({ name, value, url: `http://${HOST}:${port}` })))
  const page = await context.newPage()
  await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await page.addInitScript(listen)
  const answer = await page.goto(`http://${HOST}:${port}${path}`, { waitUntil: 'networkidle' })
  if (answer?.status() !== 200) throw new Error(`${path} answers ${answer?.status()}`)
  await touch(page)
  const felt = await page.evaluate(() => (globalThis as unknown as { felt: Felt }).felt)
  await context.close()
  return felt
}

async function tell(browser: Browser, site: Served, cookie: string, path: string): Promise<void> {
  const all: Felt[] = []
  for (let i = 0; i < VISITS; i++) all.push(await visit(browser, site, cookie, path))
  const middle = (key: keyof Felt) => median(all.map((felt) => felt[key]))
  const what = path.startsWith('/profil/') ? 'a profile' : path
  const [shift, answer] = [middle('shift'), middle('touch')]
  const largest = `${(middle('largest') / 1000).toFixed(2)} s to the largest piece`
  say({
    what: `${what}: touch to answer`,
    value: `${answer} ms`,
    goal: '≤ 200 ms',
    met: answer <= 200,
    detail: largest,
  })
  say({ what: `${what}: layout shift`, value: shift.toFixed(3), goal: '≤ 0.05', met: shift <= 0.05 })
}

untilStopped(async () => {
  const world = await openWorld(isFull())
  const site = await startSite(world.variables(world.small))
  const [profile] = (await inWorld(world, world.small, () => kinds('petite')))[2]!.paths
  const adherent = await signIn(site.port, HOST)
  const accounts = demoAccounts().filter(({ tenant }) => tenant === 'isep')
  // All accounts of a bench's base have one password (world.ts).
  const staff = { ...accounts.find(({ role }) => role === 'admin')!, password: ACCOUNT.password }
  const admin = await signIn(site.port, HOST, staff)
  const browser = await launchBrowser()
  const members = ['/', '/annuaire', '/annuaire?q=martin', profile!, '/parametres/confidentialite', '/adhesion']
  for (const path of members) await tell(browser, site, adherent, path)
  for (const path of ['/admin', '/admin/membres', '/admin/regles']) await tell(browser, site, admin, path)
  await browser.close()
  await stopAll(0)
})
