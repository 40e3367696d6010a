/**
 * One life on each system, as its rules have it: in by the record, by dues or by an e-mail; what others see; a second
 * factor; a forgotten password; gone. Screens and scripts alternate over the associations, so that each is walked and
 * all are met.
 */
import { expect, test, vi } from 'vitest'
import { faultsHere } from './faults.ts'
import { asStaff, choose, codeOf, linkIn, send } from './steps.ts'
import { at, DESK, PHONE, path, titled, useBrowser, type Visit, visit } from './visit.ts'

useBrowser()

type Way = 'record' | 'dues' | 'open'
const SYSTEMS: readonly { tenant: string; way: Way; viewport: typeof PHONE; javaScriptEnabled: boolean }[] = [
  { tenant: 'isep', way: 'record', viewport: DESK, javaScriptEnabled: true },
  { tenant: 'supmeca', way: 'record', viewport: PHONE, javaScriptEnabled: false },
  { tenant: 'ece', way: 'dues', viewport: PHONE, javaScriptEnabled: true },
  { tenant: 'insa-lyon', way: 'record', viewport: PHONE, javaScriptEnabled: true },
  { tenant: 'sepro', way: 'open', viewport: DESK, javaScriptEnabled: false },
]

const FIRST = 'douze marmottes jouent aux dames'
const SECOND = 'treize pélicans quittent le port'
/** A name that no other test, no other run and no second try of this one knows; long, as names are. */
const newName = () =>
  `Delavigne${[...Math.random().toString(36).slice(2, 9)].map((sign) => String.fromCharCode(97 + (sign.charCodeAt(0) % 26))).join('')}`
let last = ''
const FIRSTNAME = 'Marie-Antoinette'

/** What a step's page owes to everybody; without scripts, that nothing reaches beyond the screen. */
async function looks(seen: Visit, { viewport, javaScriptEnabled }: (typeof SYSTEMS)[number]): Promise<void> {
  if (javaScriptEnabled) {
    expect(await faultsHere(seen), seen.page.url()).toEqual([])
    await seen.page.setViewportSize(viewport)
  }
  await seen.page.getByRole('heading', { level: 1 }).waitFor()
}

/** The school's base knows them: name and year, then an address and a telephone [I2]. */
async function byRecord(seen: Visit, system: (typeof SYSTEMS)[number], email: string): Promise<string> {
  const { tenant } = system
  const { page } = seen
  await asStaff(tenant, async (staff) => {
    await staff.goto(at(tenant, '/admin/membres/nouveau'))
    const said = { firstName: FIRSTNAME, lastName: last, promotion: '2012', primaryEmail: email }
    for (const [name, value] of Object.entries(said)) await staff.fill(`[name=${name}]`, value)
    await staff.locator('main form button.btn-primary').click()
    await staff.waitForURL('**?fait=1')
  })
  await page.goto(at(tenant, '/connexion'))
  await looks(seen, system)
  await page.locator('main a[href="/activation"]').click()
  await titled(page, /Qui (êtes-vous|es-tu)/)
  await looks(seen, system)
  const said = { firstName: 'marie antoinette', lastName: last.toUpperCase(), promotion: '2012' }
  for (const [name, value] of Object.entries(said)) await page.fill(`[name=${name}]`, value)
  await send(page)
  await titled(page, /Où (vous|te) joindre/)
  await looks(seen, system)
  await page.fill('[name=email]', email)
  await page.fill('[name=phone]', '06 12 34 56 78')
  await send(page)
  await titled(page, /C’est noté/)
  return linkIn(email, '/bienvenue?lien=')
}

/** Whoever gives an address that is theirs has an account [N1]. */
async function byAddress(seen: Visit, system: (typeof SYSTEMS)[number], email: string): Promise<string> {
  const { page } = seen
  await page.goto(at(system.tenant, '/connexion'))
  await page.locator('main a[href="/inscription"]').click()
  await titled(page, 'Créer un compte')
  await looks(seen, system)
  const said = { pseudonym: last, firstName: FIRSTNAME, lastName: last, email }
  for (const [name, value] of Object.entries(said)) await page.fill(`[name=${name}]`, value)
  await send(page)
  await page.waitForURL('**envoye=1')
  await looks(seen, system)
  return linkIn(email, '/bienvenue?lien=')
}

/** A student joins with the certificate, pays, and is let in once somebody has read it [E1]. */
async function byDues(seen: Visit, system: (typeof SYSTEMS)[number], email: string): Promise<string> {
  const { tenant } = system
  const { page } = seen
  await page.goto(at(tenant, '/inscription'))
  await titled(page, 'Adhérer')
  await looks(seen, system)
  await page.locator('[name=tier][value=etudiant]').check()
  await page.locator('[name=civility]').first().check()
  const said = { firstName: FIRSTNAME, lastName: last, promotion: '2028', email, phone: '06 12 34 56 78' }
  for (const [name, value] of Object.entries(said)) await page.fill(`[name=${name}]`, value)
  const file = { name: 'certificat.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 certificat') }
  await page.setInputFiles('[name=certificate]', file)
  await send(page)
  await page.waitForURL(/\/paiement\//)
  await page.getByRole('link', { name: /^Payer/ }).click()
  await page.getByRole('button', { name: 'Payer par carte' }).click()
  await page.waitForURL(/\/paiement\/[\w-]+\?retour=1/)
  await looks(seen, system)
  await asStaff(tenant, async (staff) => {
    await staff.goto(at(tenant, '/admin/a-traiter?type=joining'))
    const theirs = staff.locator('[id^=demande-]').filter({ hasText: last }).first()
    await theirs.locator('input[name=person][value=new]').check()
    await theirs.locator('button[name=intent][value=approve]').click()
    await staff.waitForURL('**fait=oui')
  })
  return linkIn(email, '/bienvenue?lien=')
}

const ARRIVE = { record: byRecord, open: byAddress, dues: byDues }

/** The real page, through four pairs of eyes [S10]: whoever is allowed less never sees more. */
async function previews(seen: Visit, system: (typeof SYSTEMS)[number]): Promise<void> {
  const { page } = seen
  await page.goto(at(system.tenant, '/parametres/confidentialite'))
  await looks(seen, system)
  const eyes = page.locator('main a[href*="vu-par="]')
  const links = await eyes.evaluateAll((all) => all.map((one) => one.getAttribute('href')!))
  expect(links.map((link) => link.split('vu-par=')[1])).toEqual(['public', 'recruteurs', 'reseau', 'amis'])
  const shown: number[] = []
  for (const link of links) {
    await page.goto(at(system.tenant, link))
    await page.locator(`[data-preview="${link.split('vu-par=')[1]}"]`).waitFor()
    await looks(seen, system)
    shown.push(await page.locator('main [data-field]').count())
  }
  expect(shown[0]!).toBeLessThanOrEqual(shown[2]!)
  expect(shown[2]!).toBeLessThanOrEqual(shown[3]!)
}

interface Factor {
  secret: string
  codes: string[]
}

async function addApp(seen: Visit, system: (typeof SYSTEMS)[number], password: string): Promise<Factor> {
  const { page } = seen
  await page.goto(at(system.tenant, '/parametres/securite'))
  await looks(seen, system)
  await page.goto(at(system.tenant, '/parametres/securite/application'))
  const secret = await page.locator('code[data-secret]').innerText()
  await page.fill('input[name=code]', codeOf(secret))
  await page.fill('input[name=currentPassword]', password)
  await page.locator('button[name=intent]').click()
  await titled(page, /est activée/)
  const codes = await page.locator('code[data-code]').allInnerTexts()
  return { secret, codes }
}

/** A link to the address on file; the second step is asked for all the same. */
async function recover(seen: Visit, system: (typeof SYSTEMS)[number], email: string, { codes }: Factor): Promise<void> {
  const { page, context } = seen
  await context.clearCookies()
  await page.goto(at(system.tenant, '/connexion'))
  await page.locator('main a[href^="/mot-de-passe-oublie"]').click()
  await titled(page, 'Mot de passe oublié')
  await looks(seen, system)
  await page.fill('[name=login]', email)
  await send(page)
  await page.goto(await linkIn(email, '/nouveau-mot-de-passe?lien='))
  await titled(page, 'Un nouveau mot de passe')
  await looks(seen, system)
  const login = await page.locator('main strong').first().innerText()
  await choose(page, SECOND)
  await titled(page, 'Se connecter')
  for (const [name, value] of Object.entries({ login, password: SECOND })) await page.fill(`input[name=${name}]`, value)
  await page.locator('main form button[type=submit]').click()
  await page.waitForURL('**/connexion/verification**')
  await looks(seen, system)
  await page.fill('input[name=code]', codes[0]!)
  await page.locator('main form.card button').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/connexion'))
}

async function leave(seen: Visit, system: (typeof SYSTEMS)[number]): Promise<void> {
  const { page } = seen
  await page.goto(at(system.tenant, '/parametres/mes-donnees'))
  await looks(seen, system)
  await page.locator('main a[href="/parametres/mes-donnees/suppression"]').click()
  await titled(page, /Supprimer (mon|ton) compte/)
  await looks(seen, system)
  await page.fill('input[name=password]', SECOND)
  await page.locator('[name=confirm]').check()
  await page.locator('main form button').last().click()
  await page.waitForURL('**/compte-supprime')
  await looks(seen, system)
  await page.goto(at(system.tenant, '/parametres'))
  expect(path(page)).toBe('/connexion')
}

test.each(SYSTEMS.map((system) => [system.tenant, system] as const))(
  '%s: in, seen, kept safe, lost, found, gone',
  async (tenant, system) => {
    const { viewport, javaScriptEnabled } = system
    last = newName()
    const email = `${last.toLowerCase()}.${tenant}@courriel.example`
    await visit({ viewport, javaScriptEnabled }, async (seen) => {
      const { page, complaints } = seen
      await page.goto(await ARRIVE[system.way](seen, system, email))
      await titled(page, /^(Bienvenue|Choisissez votre mot de passe)/)
      await looks(seen, system)
      await choose(page, FIRST)
      await page.waitForURL(/\/(parametres\/bienvenue|adhesion)/)
      await previews(seen, system)
      const factor = await addApp(seen, system, FIRST)
      await recover(seen, system, email, factor)
      await leave(seen, system)
      expect(complaints).toEqual([])
    })
    await vi.waitFor(
      () =>
        asStaff(tenant, async (staff) => {
          await staff.goto(at(tenant, `/admin/membres?q=${last}`))
          expect(await staff.locator('main tbody a', { hasText: new RegExp(last, 'i') }).count()).toBe(0)
        }),
      { timeout: 60_000, interval: 1_000 },
    )
  },
)
