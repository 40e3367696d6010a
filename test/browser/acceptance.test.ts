/** What every page owes to everybody (look.md, "Acceptance"), on the demo as it is built for production. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { themeCss, themeFrom } from '#app/tenant/theme.ts'
import { beyond, faultsOf, violations } from './faults.ts'
import { ISEP, record, TOURS } from './tours.ts'
import { accountOf, alive, at, DESK, PHONE, signIn, useBrowser, visit } from './visit.ts'

useBrowser()

describe('every page is accessible, quiet, whole at 320 px and asks nobody else for anything', () => {
  test.each(TOURS)('%s as %s', (tenant, role, paths) =>
    visit({ colorScheme: 'light' }, async (seen) => {
      if (role) await signIn(seen.page, tenant, role)
      const faults: string[] = []
      for (const path of paths)
        faults.push(...(await faultsOf(seen, at(tenant, path))).map((fault) => `${path}: ${fault}`))
      expect(faults).toEqual([])
    }),
  )
})

/** Three of the demo's own brands: yellow, red, grey. */
const BRANDS = {
  yellow: { primary: '#F5C400', accent: '#1F2A44' },
  red: { primary: '#C8102E', accent: '#1D1D1B' },
  grey: { primary: '#4A4A4F', accent: '#D7263D' },
}

async function wrongDate(page: Page): Promise<void> {
  await page.fill('input[name=birthDate]', 'demain')
  await page.locator('#identite form button[type=submit]').click()
  await page.locator('.error-summary').waitFor()
}

const TEMPLATES: { name: string; role: string | null; path: string; prepare?: (page: Page) => Promise<void> }[] = [
  { name: 'the directory', role: 'adherent', path: '/annuaire' },
  { name: 'a profile', role: 'adherent', path: `/profil/${ISEP}` },
  { name: 'sign-in', role: null, path: '/connexion' },
  { name: 'a form with errors', role: 'adherent', path: '/parametres/fiche', prepare: wrongDate },
  { name: 'a table of the administration', role: 'admin', path: '/admin/membres' },
  { name: 'the matrix of rules', role: 'admin', path: '/admin/regles' },
]

/** The same page in another brand and shade: the style sheet is the one the server would write. */
async function wear(page: Page, brand: string, shade: string): Promise<void> {
  await page.evaluate(
    ([address, shade]) => {
      document.documentElement.dataset.theme = shade
      const sheet = document.querySelector<HTMLLinkElement>('link[href^="/theme.css"]')!
      return new Promise((done) => {
        sheet.addEventListener('load', done, { once: true })
        sheet.href = address!
      })
    },
    [`/theme.css?brand=${brand}-${shade}`, shade],
  )
}

test.each(TEMPLATES)('$name is accessible in yellow, red and grey, light and dark', ({ role, path, prepare }) =>
  visit({ viewport: DESK }, async ({ page, context }) => {
    await context.route('**/theme.css?brand=*', (route) => {
      const brand = /brand=(\w+)/.exec(route.request().url())![1] as keyof typeof BRANDS
      return route.fulfill({ contentType: 'text/css', body: themeCss(themeFrom(BRANDS[brand])) })
    })
    if (role) await signIn(page, 'isep', role)
    await page.goto(at('isep', path), { waitUntil: 'networkidle' })
    await prepare?.(page)
    const faults: string[] = []
    const grounds = new Set<string>()
    for (const brand of Object.keys(BRANDS))
      for (const shade of ['light', 'dark']) {
        await wear(page, brand, shade)
        faults.push(...(await violations(page)).map((fault) => `${brand} ${shade}: ${fault}`))
        grounds.add(await page.locator('.site-header').evaluate((header) => getComputedStyle(header).backgroundColor))
      }
    expect(faults).toEqual([])
    expect(grounds.size).toBeGreaterThanOrEqual(3)
  }),
)

/** What has the focus, with its ring, and where it stands. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    const ring = getComputedStyle(element, element.classList.contains('row-link') ? '::after' : undefined)
    const { top, bottom, left } = element.getBoundingClientRect()
    return {
      text: (element.textContent || element.getAttribute('name') || '').trim(),
      order: [...document.querySelectorAll('*')].indexOf(element),
      outlined: ring.outlineStyle !== 'none' && Number.parseFloat(ring.outlineWidth) >= 2,
      inSight: top >= -1 && bottom <= window.innerHeight + 1 && left >= 0,
    }
  })

test('the keyboard goes through the directory in the order in which it is read, seen at every stop', () =>
  visit({ viewport: DESK, reducedMotion: 'reduce' }, async ({ page }) => {
    await signIn(page, 'isep', 'adherent')
    await page.goto(at('isep', '/annuaire'), { waitUntil: 'networkidle' })
    const stops: Awaited<ReturnType<typeof focused>>[] = []
    for (let stop = 0; stop < 30; stop++) {
      await page.keyboard.press('Tab')
      stops.push(await focused(page))
    }
    expect(stops[0]!.text).toBe('Aller au contenu')
    expect(stops.filter(({ outlined, inSight }) => !outlined || !inSight)).toEqual([])
    const orders = stops.map(({ order }) => order)
    expect(orders).toEqual(orders.toSorted((a, b) => a - b))
    expect(stops.map(({ text }) => text).join('|')).toMatch(/Aller aux résultats.*q\|Rechercher.*Nom/)
  }))

test('the first link leads past the menus to the content', () =>
  visit({ viewport: PHONE }, async ({ page }) => {
    await page.goto(at('isep', '/'), { waitUntil: 'networkidle' })
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('contenu')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => Boolean(document.activeElement?.closest('main')))).toBe(true)
  }))

/** Bytes of JavaScript that a page makes the browser fetch, compressed by gzip as any server can. */
async function scriptBytes(tenant: string, role: string | null, path: string): Promise<number> {
  return visit({}, async ({ page, context }) => {
    if (role) await signIn(page, tenant, role)
    const fresh = await context.newPage()
    const scripts: Promise<Buffer>[] = []
    fresh.on('response', (response) => {
      if (/javascript/.test(response.headers()['content-type'] ?? '')) scripts.push(response.body())
    })
    await fresh.goto(at(tenant, path), { waitUntil: 'networkidle' })
    await alive(fresh)
    return (await Promise.all(scripts)).reduce((sum, script) => sum + gzipSync(script).length, 0)
  })
}

test.each([
  ['isep', null, '/'],
  ['isep', 'adherent', '/annuaire'],
  ['isep', 'adherent', '/annuaire/carte'],
  ['isep', 'adherent', '/entreprises'],
  ['isep', 'adherent', `/profil/${ISEP}`],
  ['isep', 'adherent', '/parametres/confidentialite'],
  ['isep', 'admin', '/admin/membres'],
  ['isep', 'admin', '/admin/regles'],
  ['isep', 'admin', record()],
] as const)('%s as %s: %s comes with one script of at most 8 kB', async (tenant, role, path) => {
  const bytes = await scriptBytes(tenant, role, path)
  expect(bytes).toBeGreaterThan(1_000)
  expect(bytes).toBeLessThanOrEqual(8_000)
})

const LONG = {
  firstName: 'Anticonstitutionnellement',
  lastName: 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissen',
  birthPlace: 'Anticonstitutionnellement'.repeat(3),
  primaryEmail: `${'prenom-compose.'.repeat(4)}nom@courriel-de-grande-entreprise.example`,
}

test('names of sixty letters, words of seventy-five and addresses of eighty wrap wherever they stand', () =>
  visit({}, async ({ page }) => {
    await signIn(page, 'insa-cvl', 'admin')
    const { handle } = accountOf('insa-cvl', 'member')
    await page.goto(at('insa-cvl', `/admin/membres/${handle}?modifier=tout`))
    for (const [name, value] of Object.entries(LONG)) await page.fill(`[name=${name}]`, value)
    await page
      .locator('main form', { has: page.locator('[name=lastName]') })
      .getByRole('button', { name: 'Enregistrer' })
      .click()
    await page.waitForURL('**?fait=1')
    const places = [`/admin/membres/${handle}`, '/admin/membres?q=wolfe', `/admin/membres/${handle}/historique`]
    for (const path of [
      `/profil/${handle}`,
      '/annuaire?q=wolfeschlegel',
      '/annuaire?q=wolfeschlegel&vue=tableau',
      ...places,
    ]) {
      await page.goto(at('insa-cvl', path), { waitUntil: 'networkidle' })
      expect(await page.locator('main').innerText(), path).toContain(LONG.lastName.slice(0, 12))
      expect(await beyond(page), path).toBeLessThanOrEqual(0)
    }
  }))

test('at twice the size of letters nothing is cut off or lost', () =>
  visit({ viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }, async ({ page }) => {
    await signIn(page, 'isep', 'adherent')
    for (const path of [
      '/annuaire',
      '/annuaire/carte',
      '/entreprises',
      `/profil/${ISEP}`,
      '/parametres/confidentialite',
    ]) {
      await page.goto(at('isep', path), { waitUntil: 'networkidle' })
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        path,
      ).toBeLessThanOrEqual(0)
    }
  }))

test('the brands of these tests are those of associations of the demo', () => {
  const written = ['sepro', 'insa-lyon', 'insa'].map((slug) => readFileSync(`tenants/${slug}/tenant.yaml`, 'utf8'))
  for (const [at, { primary, accent }] of Object.values(BRANDS).entries())
    expect(written[at]).toContain(`primary: '${primary}', accent: '${accent}'`)
})
