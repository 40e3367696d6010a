/** Steps that journeys have in common: forms sent, mails read, codes of an app, what the staff do meanwhile. */
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { vi } from 'vitest'
import { at, DESK, signIn, visit } from './visit.ts'

export const send = (page: Page) => page.locator('main form button.btn-primary').last().click()
export const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({
    timestamp: Date.now() + steps * 30_000,
  })

/** The address that a mail to somebody leads to, as the demo shows what left. */
export const linkIn = (to: string, part: string): Promise<string> =>
  vi.waitFor(
    async () => {
      const headers = { Accept: 'application/json' }
      const mails = await fetch(at('localhost', `/demo/mails?to=${encodeURIComponent(to)}`), { headers })
      const links = ((await mails.json()) as { links: string[] }[]).flatMap((mail) => mail.links)
      const found = links.find((link) => link.includes(part))
      if (!found) throw new Error(`no ${part} for ${to} yet`)
      return found
    },
    { timeout: 60_000, interval: 500 },
  )

export async function asStaff(tenant: string, work: (page: Page) => Promise<void>): Promise<void> {
  await visit({ viewport: DESK, javaScriptEnabled: false }, async ({ page }) => {
    await signIn(page, tenant, 'admin')
    await work(page)
  })
}

export async function choose(page: Page, password: string): Promise<void> {
  await page.fill('input[name=newPassword]', password)
  await page.fill('input[name=newPasswordAgain]', password)
  await send(page)
}
