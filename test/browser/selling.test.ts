/**
 * Everything that is sold, bought in a browser on each of the five systems, as far as its own file sells it: dues, with
 * a certificate where the tier asks for one, and renewed; a gift; an item; a company's pass; and the treasurer's cheque
 * beside the bank's line.
 */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { parseTenant } from '#app/tenant/load.ts'
import { faultsHere } from './faults.ts'
import { asStaff, choose, linkIn, send } from './steps.ts'
import { accountOf, at, DESK, PHONE, path, signIn, statusOf, titled, useBrowser, type Visit, visit } from './visit.ts'

useBrowser()

const TENANTS = ['isep', 'supmeca', 'ece', 'insa-lyon', 'sepro'] as const
const SCREENS = [
  { screen: 'on a phone', viewport: PHONE, javaScriptEnabled: true },
  { screen: 'at a desk, without scripts', viewport: DESK, javaScriptEnabled: false },
] as const
type Screen = (typeof SCREENS)[number]

/** What an association's own file sells. */
function sells(tenant: string) {
  const file = `tenants/${tenant}/tenant.yaml`
  const read = parseTenant(readFileSync(file, 'utf8'), file)
  if (!read.ok) throw new Error(`${file} is broken`)
  const { tiers, money, shop, recruiters } = read.config
  const paid = tiers.filter(({ cents }) => cents > 0)
  return {
    tiers: paid,
    gifts: money.gifts !== undefined,
    shop,
    pass: recruiters?.pass && { opens: recruiters.requires === 'pass' },
  }
}

const EACH = TENANTS.flatMap((tenant) => SCREENS.map((screen) => [tenant, screen.screen, screen] as const))
const PASSWORD = 'quatorze hérissons longent le canal'
const CERTIFICATE = { name: 'certificat.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 certificat') }

/** What a step's page owes to everybody; without scripts, that it is there. */
async function looks(seen: Visit, { viewport, javaScriptEnabled }: Screen): Promise<void> {
  await seen.page.getByRole('heading', { level: 1 }).waitFor()
  if (!javaScriptEnabled) return
  expect(await faultsHere(seen), seen.page.url()).toEqual([])
  await seen.page.setViewportSize(viewport)
}

const letters = () =>
  [...Math.random().toString(36).slice(2, 9)].map((sign) => String.fromCharCode(97 + (sign.charCodeAt(0) % 26)))

interface Newcomer {
  handle: string
  last: string
  email: string
}

/** Somebody of the base, whom the staff invite and who chooses a password; signed in on this page. */
async function arrive(page: Page, tenant: string, until?: string): Promise<Newcomer> {
  const last = `Acheteuse${letters().join('')}`
  const email = `${last.toLowerCase()}@courriel.example`
  let handle = ''
  await asStaff(tenant, async (staff) => {
    await staff.goto(at(tenant, '/admin/membres/nouveau'))
    const said = { firstName: 'Camille', lastName: last, promotion: '2012', primaryEmail: email }
    for (const [name, value] of Object.entries(said)) await staff.fill(`[name=${name}]`, value)
    await staff.locator('main form button.btn-primary').click()
    await staff.waitForURL('**?fait=1')
    handle = path(staff).split('/').pop()!
    if (until) {
      await staff.goto(at(tenant, `/admin/membres/${handle}/cotisations`))
      await staff.fill('#ajouter [name=from]', '2026-01-01')
      await staff.fill('#ajouter [name=until]', until)
      await staff.locator('#ajouter button').click()
      await staff.getByText('2026').first().waitFor()
    }
    await staff.goto(at(tenant, `/admin/membres/${handle}/compte`))
    await staff.locator('form:has([name=intent][value=way-in]) button').first().click()
    await staff.waitForLoadState('networkidle')
  })
  await page.goto(await linkIn(email, '/bienvenue?lien='))
  await choose(page, PASSWORD)
  await page.waitForURL(/\/(parametres\/bienvenue|adhesion)/)
  return { handle, last, email }
}

/** Through the stand-in of Stripe's page and back, until the site says that the money is there. */
async function payByCard(seen: Visit, screen: Screen): Promise<void> {
  const { page } = seen
  await page.waitForURL(/\/paiement\//)
  await looks(seen, screen)
  await page.getByRole('link', { name: /^Payer/ }).click()
  await page.waitForURL(/\/demo\/paiement\//)
  await page.getByRole('button', { name: 'Payer par carte' }).click()
  await page.waitForURL(/\/paiement\/[\w-]+\?retour=1/)
  await titled(page, 'Merci, votre paiement est reçu')
  await looks(seen, screen)
}

async function accept(tenant: string, last: string): Promise<void> {
  await asStaff(tenant, async (staff) => {
    await staff.goto(at(tenant, '/admin/a-traiter?type=proof'))
    await staff
      .locator('[id^=demande-]')
      .filter({ hasText: last })
      .locator('button[name=intent][value=approve]')
      .click()
    await staff.waitForURL('**fait=oui')
  })
}

/** Declares a situation, reads what it leads to, pays. @returns whether a certificate went along */
async function payDues(seen: Visit, screen: Screen, tenant: string, situation: string): Promise<boolean> {
  const { page } = seen
  await page.goto(at(tenant, '/adhesion'))
  await looks(seen, screen)
  await page.locator(`[name=situation][value=${situation}]`).check()
  await page.getByRole('button', { name: 'Voir ma cotisation' }).click()
  await page.getByRole('heading', { name: 'Votre cotisation', level: 2 }).waitFor()
  await looks(seen, screen)
  const proof = (await page.locator('[name=certificate]').count()) > 0
  if (proof) await page.setInputFiles('[name=certificate]', CERTIFICATE)
  await page.getByRole('button', { name: 'Continuer vers le paiement' }).click()
  await payByCard(seen, screen)
  return proof
}

/** One screen for each association, in turn. */
const IN_TURN = TENANTS.map((tenant, i) => {
  const screen = SCREENS[i % SCREENS.length]!
  return [tenant, screen.screen, screen] as const
})

describe.each(EACH)('%s, %s', (tenant, _, screen) => {
  const { tiers } = sells(tenant)
  const { viewport, javaScriptEnabled } = screen

  test(tiers.length > 0 ? 'a member joins and is let in' : 'nobody pays dues', () =>
    visit({ viewport, javaScriptEnabled }, async (seen) => {
      const { page, complaints } = seen
      if (tiers.length === 0) {
        await signIn(page, tenant, 'member')
        expect(await statusOf(page, at(tenant, '/adhesion'))).toBe(403)
        return
      }
      const { last } = await arrive(page, tenant)
      const before = await statusOf(page, at(tenant, '/annuaire'))
      const wanted = tiers.find(({ proof }) => proof) ?? tiers.find(({ situation }) => situation === 'active')
      if (await payDues(seen, screen, tenant, wanted!.situation!)) {
        expect(await statusOf(page, at(tenant, '/annuaire'))).toBe(403)
        await page.goto(at(tenant, '/adhesion'))
        await page.getByText('l’association vérifie votre certificat').waitFor()
        await looks(seen, screen)
        await accept(tenant, last)
      }
      expect(await statusOf(page, at(tenant, '/annuaire'))).toBe(200)
      expect([200, 403]).toContain(before)
      await page.goto(at(tenant, '/recus'))
      await page
        .getByText(/^F20\d\d-\d{6}$/)
        .first()
        .waitFor()
      await looks(seen, screen)
      // Fourteen days to think again, as the law says it: the link, then a page that asks.
      await page.getByRole('link', { name: 'Renoncer au contrat ici' }).first().click()
      await page.getByRole('button', { name: 'Confirmer la rétractation' }).waitFor()
      await looks(seen, screen)
      await page.getByRole('button', { name: 'Confirmer la rétractation' }).click()
      await page.waitForURL(/\/paiement\/[\w-]+$/)
      await titled(page, 'Cette commande a été remboursée')
      await looks(seen, screen)
      expect(await statusOf(page, at(tenant, '/annuaire'))).toBe(before)
      expect(complaints).toEqual([])
    }),
  )
})

describe.each(IN_TURN)('%s, %s', (tenant, _, screen) => {
  const { tiers, gifts, shop } = sells(tenant)
  const { viewport, javaScriptEnabled } = screen
  const yearly = tiers.find(({ period }) => period !== 'lifetime')
  test('renews, gives, buys from the shop, as far as that is sold', () =>
    visit({ viewport, javaScriptEnabled }, async (seen) => {
      const { page, complaints } = seen
      if (tiers.length === 0) {
        // Nothing at all: the pages are not there.
        await signIn(page, tenant, 'member')
        for (const absent of ['/dons', '/boutique']) expect(await statusOf(page, at(tenant, absent)), absent).toBe(404)
        return
      }
      const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
      await arrive(page, tenant, yearly && soon)
      if (yearly) {
        await page.goto(at(tenant, `/adhesion?situation=${yearly.situation ?? 'active'}`))
        await page.getByText('Elle prend la suite de celle en cours').waitFor()
        await looks(seen, screen)
        await page.getByRole('button', { name: 'Continuer vers le paiement' }).click()
        await payByCard(seen, screen)
        await page.goto(at(tenant, '/adhesion'))
        await page.getByText('Votre cotisation est à jour jusqu’au').waitFor()
      }
      if (gifts) {
        await page.goto(at(tenant, '/dons'))
        await looks(seen, screen)
        await page.getByLabel('Montant du don').fill('25')
        await page.getByRole('button', { name: 'Continuer vers le paiement' }).click()
        await payByCard(seen, screen)
      }
      if (shop.length > 0) {
        await page.goto(at(tenant, '/boutique'))
        await looks(seen, screen)
        await page
          .getByRole('button', { name: /^Acheter/ })
          .first()
          .click()
        await payByCard(seen, screen)
      }
      expect(complaints).toEqual([])
    }))
})

test.each(TENANTS.map((tenant, at) => [tenant, SCREENS[at % 2]!] as const))(
  '%s: a company with its SIRET buys access to the directory, where that is sold',
  (tenant, screen) =>
    visit({ viewport: screen.viewport, javaScriptEnabled: screen.javaScriptEnabled }, async (seen) => {
      const { page } = seen
      await signIn(page, tenant, 'poster')
      const { pass } = sells(tenant)
      if (!pass) {
        expect(await statusOf(page, at(tenant, '/acces-annuaire'))).toBe(403)
        return
      }
      await page.goto(at(tenant, '/acces-annuaire'))
      // A second try of this journey finds the pass of the first.
      const isOpen = await page.getByText('Votre accès est ouvert').isVisible()
      if (pass.opens && !isOpen) {
        expect(await statusOf(page, at(tenant, '/annuaire'))).toBe(403)
        expect(await page.locator('main').innerText()).toMatch(/accès/)
        await page.goto(at(tenant, '/acces-annuaire'))
      }
      await looks(seen, screen)
      const siret = page.getByLabel('SIRET de l’établissement')
      if ((await siret.inputValue()) === '') await siret.fill('732 829 320 00074')
      await page.getByLabel('Numéro et rue').fill('18 quai des Tisserands')
      await page.getByLabel('Code postal').fill('44000')
      await page.getByLabel('Ville').fill('Nantes')
      await page.getByRole('button', { name: 'Continuer vers le paiement' }).click()
      await payByCard(seen, screen)
      // Where everything but papers is free, a pass opens no more pages.
      if (pass.opens) expect(await statusOf(page, at(tenant, '/annuaire'))).toBe(200)
      await page.goto(at(tenant, '/acces-annuaire'))
      await page.getByText('Votre accès est ouvert').waitFor()
      await looks(seen, screen)
    }),
)

const BOOKS = TENANTS.filter((tenant) => sells(tenant).tiers.length > 0)
test.each(BOOKS.map((tenant, at) => [tenant, SCREENS[(at + 1) % 2]!] as const))(
  '%s: the treasurer records a cheque, and finds it again in the bank’s file',
  (tenant, screen) =>
    visit({ viewport: screen.viewport, javaScriptEnabled: screen.javaScriptEnabled }, async (seen) => {
      const { page } = seen
      const { handle } = await visit({}, ({ page: own }) => arrive(own, tenant))
      await signIn(page, tenant, 'manager')
      await page.goto(at(tenant, `/admin/ventes/nouvelle?personne=${encodeURIComponent(handle)}`))
      await looks(seen, screen)
      const number = String(1_000_000 + Math.floor(Math.random() * 9_000_000))
      await page.fill('[name=reference]', number)
      const day = await page.locator('[name=receivedOn]').inputValue()
      await page.getByRole('button', { name: /^Enregistrer \d/ }).click()
      await page.waitForURL('**/admin/ventes/*recu=1')
      await looks(seen, screen)
      const total = (await page.locator('#lignes tr').last().innerText()).match(/(\d+),(\d{2})/)!
      const [year, month, date] = day.split('-')
      const text = `Date;Libellé;Montant\n${date}/${month}/${year};REMISE CHEQUE ${number};${total[1]},${total[2]}\n`
      await page.goto(at(tenant, '/admin/paiements/banque'))
      await page.setInputFiles('[name=file]', {
        name: 'releve-2026.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(text),
      })
      await send(page)
      await page.waitForURL('**/banque/*')
      await looks(seen, screen)
      const line = page.locator('[data-line]', { hasText: number })
      await line.locator('button[value=match]').first().click()
      await page.locator('[data-line][data-state=matched]', { hasText: number }).waitFor()
      await looks(seen, screen)
      expect(accountOf(tenant, 'manager').door).toBe('people')
    }),
)
