/** What a page owes to everybody (look.md, "Acceptance"), and where it falls short. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { alive, PHONE, type Visit } from './visit.ts'

interface Found {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[]
}

/**
 * What axe finds, each with the first place where it is met. Run by the driver, so that the page's own policy stays in
 * force.
 */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const found = await page.evaluate(() =>
    (window as unknown as { axe: { run(options: object): Promise<Found> } }).axe.run({ resultTypes: ['violations'] }),
  )
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)
}

/** How far the page reaches beyond the screen at 320 px; tables scroll in regions of their own. */
export async function beyond(page: Page): Promise<number> {
  await page.setViewportSize({ width: 320, height: 700 })
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  await page.setViewportSize(PHONE)
  return over
}

/** A key that no file of texts has is shown as it is: `home.title`. */
const KEY = /(?:^|\s)(?:[a-z]+:)?[a-z][a-zA-Z]+(?:\.[a-zA-Z]\w*)+(?=\s|$)/
const keys = (page: Page) =>
  page.evaluate(
    (pattern) =>
      [...document.querySelectorAll('body :not(script):not(style):not([data-field]):not([data-field] *):not(td)')]
        .filter((node) => node.children.length === 0)
        .map((node) => node.textContent ?? '')
        .filter((text) => new RegExp(pattern).test(text) && !/[@\d]|localhost|:\/\//.test(text)),
    KEY.source,
  )

/** A page's own faults, in words; nothing where it is as it should be. */
export async function faultsOf(seen: Visit, address: string): Promise<string[]> {
  seen.complaints.length = 0
  await seen.page.goto(address)
  return faultsHere(seen)
}

/** The same of the page that is open, which an address alone does not bring back. */
export async function faultsHere({ page, complaints }: Visit): Promise<string[]> {
  await alive(page)
  const heads = await page.locator('h1').count()
  const over = await beyond(page)
  return [
    ...(await violations(page)),
    ...(over > 0 ? [`reaches ${over} px beyond 320`] : []),
    ...(heads === 1 ? [] : [`${heads} h1`]),
    ...(await keys(page)).map((text) => `says ${text}`),
    ...complaints,
  ]
}
