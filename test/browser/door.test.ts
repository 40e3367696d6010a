/**
 * The door on a phone (B11): by the field and the camera, through a lost network, with two doors at once; what was
 * entered alone is handed in once, and what the other door saw otherwise is listed.
 */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { minuteIn } from '#app/calendar/local-time.ts'
import { faultsHere } from './faults.ts'
import { at, PHONE, signIn, useBrowser, visit } from './visit.ts'

useBrowser()

const TENANT = 'supmeca'
/** Where it is morning now, so that an hour later is the same day. */
const ZONE = Number(minuteIn('Europe/Paris', new Date()).slice(11, 13)) < 12 ? 'Europe/Paris' : 'Pacific/Tahiti'
const hours = (n: number) => minuteIn(ZONE, new Date(Date.now() + n * 3_600_000))

/** A camera that sees whatever code the test lays before it. */
const CAMERA = () => {
  const seen = window as unknown as { code?: string; BarcodeDetector: unknown }
  seen.BarcodeDetector = class {
    detect = async () => (seen.code ? [{ rawValue: seen.code }] : [])
  }
  navigator.mediaDevices.getUserMedia = async () => {
    const canvas = document.createElement('canvas')
    const brush = canvas.getContext('2d')!
    setInterval(() => brush.fillRect(0, 0, 9, 9), 100)
    return canvas.captureStream()
  }
}

/** @returns the desk and the slug of an evening of today that people register for */
async function openEvening(staff: Page): Promise<{ desk: string; slug: string }> {
  await staff.goto(at(TENANT, '/admin/evenements/nouveau'))
  const title = `Porte ${Date.now()}`
  const words = { title, text: 'Un verre.', starts: hours(1), ends: hours(2), place: 'Salle', city: 'Paris' }
  for (const [name, value] of Object.entries(words)) await staff.fill(`[name=${name}]`, value)
  await staff.selectOption('[name=zone]', ZONE)
  await staff.locator('main button[value=publish]').click()
  await staff.waitForURL('**fait=published')
  const desk = new URL(staff.url()).pathname
  await staff.goto(at(TENANT, `${desk}/places`))
  await staff.check('[name=registration][value=open]')
  await staff.locator('main form button.btn-primary').click()
  await staff.waitForURL('**fait=places')
  return { desk, slug: title.toLowerCase().replace(' ', '-') }
}

/** @returns the code of who registers */
function register(role: string, slug: string): Promise<string> {
  return visit({}, async ({ page }) => {
    await signIn(page, TENANT, role)
    await page.goto(at(TENANT, `/evenements/${slug}/inscription`))
    await page.locator('main button[value=register]').click()
    return (await page.locator('[data-ticket]').getAttribute('data-ticket'))!
  })
}

async function openDoor(page: Page, desk: string): Promise<void> {
  await page.goto(at(TENANT, `${desk}/entrees`))
  await page.locator('[data-at=work]').waitFor()
}

async function enter(page: Page, code: string, word: string): Promise<void> {
  await page.fill('[name=code]', code)
  await page.press('[name=code]', 'Enter')
  await page.locator(`.door-result[data-state=${word}]`).waitFor()
}
const waits = (page: Page, count: number) =>
  page.waitForFunction((n) => document.querySelector('[data-waiting]')!.textContent === n, String(count))
const kept = (page: Page) => page.evaluate(() => JSON.stringify(localStorage))

test('the door goes on without a network and hands in once; two doors, one « in »; the camera reads too', async () => {
  await visit({ viewport: PHONE }, async (here) => {
    const { page, context } = here
    await signIn(page, TENANT, 'admin')
    const { desk, slug } = await openEvening(page)
    const [first, second] = [await register('adherent', slug), await register('member', slug)]
    await page.addInitScript(CAMERA)
    await openDoor(page, desk)
    expect(await faultsHere(here)).toEqual([])
    await page.setViewportSize(PHONE)
    await enter(page, 'AAAAA-AAAAA', 'unknown')
    await visit({ viewport: PHONE }, async ({ page: other }) => {
      await signIn(other, TENANT, 'admin')
      await openDoor(other, desk)
      await context.setOffline(true)
      // Alone: in once, and refused the second time; nothing of it lies open on the phone.
      await enter(page, first, 'in')
      await enter(page, first, 'already')
      await enter(page, second, 'in')
      await waits(page, 2)
      expect(await page.locator('main').innerText()).toContain('Réseau perdu')
      expect(await kept(page)).not.toContain(first)
      // The second one walked round to the other door, which has a network.
      await enter(other, second, 'in')
      await context.setOffline(false)
      await waits(page, 0)
      await page.getByText('Entrées à vérifier').waitFor()
      expect(await page.locator('[data-conflicts] li').innerText()).toContain(second)
      await enter(other, first, 'already')
      await other.getByText('Entrées : 2 sur 2').waitFor()
    })
    // After the page is opened anew, what was to be checked is still there, sealed until somebody has read it.
    await openDoor(page, desk)
    await page.getByRole('button', { name: 'C’est vérifié' }).click()
    await page.getByText('Entrées à vérifier').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Scanner' }).click()
    await page.evaluate((code) => Object.assign(window, { code }), first)
    await page.locator('.door-result[data-state=already]').waitFor()
  })
}, 120_000)
