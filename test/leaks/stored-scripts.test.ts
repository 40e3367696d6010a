/**
 * Texts that look like scripts are stored everywhere a text can be, and shown by a real browser to everybody who may
 * see them, with the policy of the page lifted so that nothing but the page itself holds them: none comes alive, and
 * all are shown as text. Then with the policy, which has nothing to refuse. On a database of its own: people of this
 * kind would stand in every list of the demo.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { createOrganisation } from '#app/domain/people/accounts.server.ts'
import { canaryValues } from '../factories/canary.ts'
import { aliveOn, HOSTILE, hostileTexts, shownOn } from '../factories/scripts.ts'
import { organisationSeat, personSeat, type Seat, staffSeat } from '../factories/seats.ts'
import { addPeople, apply, inside, tenantFile } from '../factories/world.ts'
import { launchBrowser } from '../setup/browser.ts'
import { useDatabase } from '../setup/database.ts'
import { listen } from '../setup/socket.ts'

useDatabase()

const SLUG = 'supmeca'
const HOST = `${SLUG}.localhost`
const hostile = hostileTexts()
const seats: Record<string, Seat | undefined> = { visitor: undefined }
let handles: string[] = []
let site: Awaited<ReturnType<typeof listen>>
let browser: Browser
/** Kinds of text that some page showed, whole. */
const shown = new Set<string>()

/** Every text of an association's own file, in both languages. */
function withHostileTexts<T>(part: T): T {
  if (Array.isArray(part)) return part.map(withHostileTexts) as T
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) => [
      name,
      (name === 'fr' || name === 'en') && typeof value === 'string'
        ? hostile('tenant')
        : withHostileTexts(value as unknown),
    ]),
  ) as T
}

/** A person whose every text is one, whatever the forms would let pass. */
function somebody(i: number) {
  const tag = `canary${i}`
  const values = Object.entries(canaryValues(tag)).map(([field, value]) => {
    if (field === 'socialLinks') return [field, [{ network: 'github', url: HOSTILE.at(-4 + (i % 3))! }]]
    if (typeof value !== 'string' || !value.startsWith(tag) || value.includes('@')) return [field, value]
    return [field, hostile(field)]
  })
  const open = Object.fromEntries(
    ['firstName', 'lastName', 'promotion', 'company', 'jobTitle', 'homeCity', 'bio'].map((field) => [field, 'public']),
  )
  return { values: { ...Object.fromEntries(values), promotion: 1998 }, siteChoices: open }
}

beforeAll(async () => {
  await apply(withHostileTexts(tenantFile(SLUG)))
  const people = await addPeople(
    SLUG,
    Array.from({ length: 8 }, (_, i) => somebody(i)),
  )
  handles = people.map(({ handle }) => handle)
  seats.adherent = await personSeat(SLUG, people[0]!.id, { paidUp: true })
  seats.member = await personSeat(SLUG, people[1]!.id)
  for (const role of ['manager', 'admin'] as const) seats[role] = await staffSeat(SLUG, role)
  seats.recruiter = await organisationSeat(SLUG, 'company')
  seats.school = await organisationSeat(SLUG, 'school')
  await inside(SLUG, async (query, scope) => {
    const said = { name: hostile('organisation'), contactName: hostile('contact'), about: hostile('about') }
    await createOrganisation(query, scope, { kind: 'company', email: 'h@exemple.fr', ...said }, new Date())
    await query(sql`UPDATE "organisation" SET "about" = ${hostile('own-about')}, "contactName" = ${hostile('own-contact')}
      WHERE "tenantId" = ${scope.id} AND "id" = ${seats.recruiter!.organisationId}`)
  })
  site = await listen()
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser.close()
  await site.close()
})

interface Visit {
  page: Page
  context: BrowserContext
  /** What the browser said it refused. */
  refused: string[]
}

async function as<T>(seat: Seat | undefined, bypassCSP: boolean, use: (visit: Visit) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ locale: 'fr-FR', bypassCSP, viewport: { width: 1280, height: 900 } })
  const refused: string[] = []
  try {
    const [name = '', value = ''] = seat?.cookie.split('=') ?? []
    if (seat) await context.addCookies([{ name, value, url: at('/') }])
    const page = await context.newPage()
    page.on('dialog', (dialog) => void dialog.dismiss())
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) refused.push(message.text())
    })
    return await use({ page, context, refused })
  } finally {
    await context.close()
  }
}

const at = (path: string) => `http://${HOST}:${site.port}${path}`
const stays = (path: string) => !/deconnexion|affichage|\.(pdf|csv|zip|svg|ics)|\/(photo|cv)$|exports\//.test(path)
/** Pages that differ in a number or a handle alone. */
const patternOf = (path: string) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|(?<=\/(profil|membres)\/)[^/?]+|\d+/g, ':x')

/** Of profiles and records, which show a person's texts; of other kinds one page says what all say. */
const most = (pattern: string) => (/\/(profil|membres)\//.test(pattern) ? 3 : 1)

/** Follows links as far as they go, few pages of each kind. @returns what came alive, by address */
async function walk(page: Page, from: readonly string[], pagesAtMost: number): Promise<Record<string, string[]>> {
  const [waiting, seen, alive] = [[...from], new Map<string, number>(), {} as Record<string, string[]>]
  for (let pages = 0; waiting.length > 0 && pages < pagesAtMost; ) {
    const path = waiting.shift()!
    const pattern = patternOf(path)
    if ((seen.get(pattern) ?? 0) >= most(pattern) || seen.has(path)) continue
    seen.set(path, 1).set(pattern, (seen.get(pattern) ?? 0) + 1)
    pages += 1
    await page.goto(at(path), { waitUntil: 'load' })
    const found = await aliveOn(page)
    if (found.length > 0) alive[path] = found
    for (const word of await shownOn(page)) shown.add(word)
    const links = await page.evaluate(() =>
      [...document.querySelectorAll('a')]
        .filter(({ origin }) => origin === location.origin)
        .map(({ pathname, search }) => pathname + search),
    )
    waiting.push(...links.filter((link) => stays(link)))
  }
  return alive
}

const SEEDS: Record<string, () => string[]> = {
  visitor: () => ['/', '/connexion', '/activation', '/confidentialite', '/registre', ...profiles()],
  member: () => ['/', '/annuaire', '/parametres', '/adhesion', '/boutique', ...profiles()],
  adherent: () => ['/annuaire', '/parametres', '/annuaire?q=zqlastname', '/ma-promo', '/entreprises', ...profiles()],
  recruiter: () => ['/annuaire', '/acces-annuaire', '/facturation', ...profiles()],
  school: () => ['/annuaire', ...profiles()],
  manager: () => ['/admin', '/admin/membres', '/admin/demandes', '/admin/organisations', ...records()],
  admin: () => ['/admin', '/admin/membres', '/admin/journal', '/admin/imports', '/admin/regles', ...records()],
}
const profiles = () => handles.slice(0, 8).map((handle) => `/profil/${handle}`)
const records = () => handles.slice(0, 4).map((handle) => `/admin/membres/${handle}`)

describe('the probe', () => {
  test('sees each text come alive where a page takes it for markup, or has nothing to see in a bare one', async () => {
    await as(undefined, true, async ({ page }) => {
      const dead: string[] = []
      for (const text of HOSTILE) {
        await page.goto('about:blank')
        await page.setContent(
          `<!doctype html><title>a</title><p>${text}</p><a href="${text}">a</a><input value="${text}"><input value='${text}'>`,
        )
        if ((await aliveOn(page)).length === 0) dead.push(text)
      }
      // Between a template's signs, after a line's end, in a script: no page of ours writes texts there.
      expect(dead.every((text) => text.startsWith('${') || text.startsWith('\u2028'))).toBe(true)
    })
  })
})

/** Forms that take a text, and who sends them; every text, address and file in them is one. */
const FORMS: readonly [keyof typeof SEEDS, () => string][] = [
  ['visitor', () => '/activation'],
  ['visitor', () => '/mot-de-passe-oublie'],
  ['visitor', () => '/recruteurs/inscription'],
  ['visitor', () => '/connexion'],
  ['adherent', () => '/parametres/fiche'],
  ['adherent', () => '/parametres/coordonnees'],
  ['adherent', () => `/parametres/postes/nouveau?nouvelle=${encodeURIComponent(hostile('address'))}`],
  ['adherent', () => '/parametres/autres-diplomes'],
  ['adherent', () => '/parametres/fiche?q=zq'],
  ['adherent', () => `/profil/${handles[2]}/signaler`],
  ['adherent', () => '/parametres/parcours'],
  ['recruiter', () => '/facturation'],
  ['manager', () => '/admin/membres/nouveau'],
  ['manager', () => `/admin/membres/${handles[3]}?modifier=tout`],
  ['admin', () => '/admin/imports'],
]

async function fillIn(page: Page): Promise<void> {
  // Where a table may be pasted instead of a file, it is the file that is sent.
  const takesFile = (await page.locator('main form[method=post] input[type=file]').count()) > 0
  for (const field of await page.locator('main form[method=post] input, main form[method=post] textarea').all()) {
    const [type, name] = [await field.getAttribute('type'), (await field.getAttribute('name')) ?? '']
    if (!(await field.isVisible()) || !(await field.isEditable())) continue
    if (takesFile && (await field.evaluate((node) => node.tagName)) === 'TEXTAREA') continue
    if (type === 'file') {
      const lines = [
        ['Nom', 'Prénom', 'Promotion', 'Ville', hostile('column')],
        ...Array.from({ length: 6 }, (_, i) => [
          hostile('import'),
          hostile('cell'),
          String(1990 + i),
          hostile('cell'),
          'x',
        ]),
      ]
      const csv = lines.map((line) => line.map((one) => `"${one.replaceAll('"', '""')}"`).join(';')).join('\n')
      const buffer = Buffer.from(csv)
      await field.setInputFiles({ name: `${hostile('file').replaceAll('/', '∕')}.csv`, mimeType: 'text/csv', buffer })
    } else if (type === 'email') await field.fill(`"${name}<img/src=x>"@exemple.fr`)
    else if (type === 'checkbox' || type === 'radio') await field.check().catch(() => undefined)
    else if (!['hidden', 'submit', 'button', 'date', 'number', 'range'].includes(type ?? ''))
      await field
        .fill(/promo|annee|year/i.test(name) ? '1998' : hostile(`sent-${name.replace(/\W/g, '')}`))
        .catch(() => undefined)
  }
}

test.each(FORMS)(
  'what %s types into a form, and sends, comes back as text',
  async (role, path) => {
    await as(seats[role], true, async ({ page }) => {
      await page.goto(at(path()))
      const button = page.locator('main form[method=post] button[type=submit]').last()
      await button.waitFor()
      await fillIn(page)
      // Browsers stop what they can see is wrong; whoever means ill does not.
      await page.evaluate(() => {
        for (const form of document.forms) form.noValidate = true
      })
      const answered = page.waitForResponse((answer) => answer.request().method() === 'POST')
      await button.click()
      expect((await answered).status()).toBeLessThan(500)
      await page.waitForLoadState('networkidle')
      expect(await aliveOn(page)).toEqual([])
      for (const word of await shownOn(page)) shown.add(word)
    })
  },
  60_000,
)

test.each(Object.keys(SEEDS))(
  'as %s: nothing comes alive on any page, though no policy holds it',
  async (role) => {
    await as(seats[role], true, async ({ page }) => {
      expect(await walk(page, SEEDS[role]!(), role === 'admin' || role === 'manager' ? 60 : 30)).toEqual({})
    })
  },
  180_000,
)

test('and they were there to see: every kind was shown as text', () => {
  const kinds = ['firstname', 'lastname', 'company', 'jobtitle', 'bio', 'homecity', 'diploma', 'organisation', 'tenant']
  expect([...shown].sort()).toEqual(expect.arrayContaining(kinds))
  const sent = [...shown].filter((word) => /^sent-/.test(word))
  expect(sent.length, String(sent)).toBeGreaterThan(5)
  expect([...shown]).toEqual(expect.arrayContaining(['column', 'file', 'import']))
})

test.each(['adherent', 'admin'])(
  'as %s, with the policy: it has nothing to refuse',
  async (role) => {
    await as(seats[role], false, async ({ page, refused }) => {
      expect(await walk(page, SEEDS[role]!(), 20)).toEqual({})
      expect(refused).toEqual([])
    })
  },
  120_000,
)
