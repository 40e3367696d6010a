import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { themeCss, themeFrom } from '#app/tenant/theme.ts'
import { launchBrowser } from '../setup/browser.ts'
import { BRANDS, type Look, PAGES, renderPage } from './gallery/render.tsx'
import { buildStyles } from './gallery/styles.ts'

let browser: Browser
let css: string

beforeAll(async () => {
  ;[browser, css] = await Promise.all([launchBrowser(), buildStyles()])
})

afterAll(() => browser.close())

async function show(page: Page, name: string, look: Partial<Look> = {}): Promise<void> {
  await page.setContent(await renderPage(name, { brand: 'red', scheme: 'light', css, ...look }), { waitUntil: 'load' })
  await page.evaluate(() => document.fonts.ready)
}

/** The same page in another brand and scheme. */
async function wear(page: Page, { brand, scheme }: Pick<Look, 'brand' | 'scheme'>): Promise<void> {
  const theme = themeCss(themeFrom(BRANDS[brand]))
  await page.evaluate(
    ([css, shade]) => {
      document.querySelector('style')!.textContent = css!
      document.documentElement.dataset.theme = shade
    },
    [theme, scheme],
  )
}

async function withPage<T>(viewport: { width: number; height: number }, use: (page: Page) => Promise<T>): Promise<T> {
  const page = await browser.newPage({ viewport })
  try {
    return await use(page)
  } finally {
    await page.close()
  }
}

const names = Object.keys(PAGES)
const looks = Object.keys(BRANDS).flatMap((brand) =>
  (['light', 'dark'] as const).map((scheme) => ({ brand: brand as keyof typeof BRANDS, scheme })),
)

/** axe's violations, each with the first place where it is met. */
async function violations(page: Page, where: string): Promise<string[]> {
  const found = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run())
  return found.violations.map(({ id, nodes }) => `${where}: ${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)
}

test.each(names)('axe finds nothing on %s, in three brands, light and dark, on a phone and a desk', async (name) => {
  const found = await withPage({ width: 390, height: 844 }, async (page) => {
    await show(page, name)
    await page.evaluate(axe.source)
    const seen: string[] = []
    for (const look of looks) {
      await wear(page, look)
      seen.push(...(await violations(page, `390 ${look.brand} ${look.scheme}`)))
    }
    await page.setViewportSize({ width: 1280, height: 900 })
    return [...seen, ...(await violations(page, '1280'))]
  })
  expect(found).toEqual([])
})

test.each(names)('%s never scrolls sideways, from 320 px on', async (name) => {
  const widths = await withPage({ width: 320, height: 700 }, async (page) => {
    await show(page, name)
    return page.evaluate(() => [document.documentElement.scrollWidth, document.body.scrollWidth])
  })
  expect(Math.max(...widths)).toBeLessThanOrEqual(320)
})

test.each([320, 390, 800, 1280])(
  'an opened menu stands whole on a screen of %i px, wherever its button is',
  async (width) => {
    const panels = await withPage({ width, height: 844 }, async (page) => {
      await show(page, names[0]!)
      return page.evaluate(() =>
        [...document.querySelectorAll<HTMLDetailsElement>('details.menu')]
          .filter((menu) => menu.checkVisibility())
          .map((menu) => {
            menu.open = true
            const { left, right } = menu.querySelector('.menu-panel')!.getBoundingClientRect()
            menu.open = false
            return { left, right }
          }),
      )
    })
    expect(panels.length).toBeGreaterThan(width < 1024 ? 1 : 0)
    expect(panels.filter(({ left, right }) => left < 0 || right > width)).toEqual([])
  },
)

test.each(names)('what one presses on %s is at least 44 px high', async (name) => {
  const small = await withPage({ width: 390, height: 844 }, async (page) => {
    await show(page, name)
    return page.evaluate(() => {
      const pressed = 'button, summary, .btn, .control, .choice, .chip, .menu-item, .page-link, .switch-option, nav a'
      return [...document.querySelectorAll<HTMLElement>(pressed)]
        .map((element) => ({ height: element.getBoundingClientRect().height, html: element.outerHTML.slice(0, 90) }))
        .filter(({ height }) => height > 0 && height < 44)
    })
  })
  expect(small).toEqual([])
})

test('no text is smaller than 16 px but the initials in a small face', async () => {
  for (const name of names) {
    const small = await withPage({ width: 390, height: 844 }, async (page) => {
      await show(page, name)
      return page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('body *')]
          .filter((element) => !element.classList.contains('avatar') && element.textContent)
          .filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < 16)
          .map((element) => element.outerHTML.slice(0, 90)),
      )
    })
    expect(small).toEqual([])
  }
})

test('a profile prints on two A4 pages at most, without menus', async () => {
  const { pages, menus } = await withPage({ width: 1280, height: 900 }, async (page) => {
    await show(page, 'profile', { scheme: 'dark' })
    const pdf = await page.pdf({ preferCSSPageSize: true })
    await page.emulateMedia({ media: 'print' })
    const paper = await page.evaluate(() => ({
      shown: [...document.querySelectorAll('header, footer, nav, .btn')].filter((e) => e.getClientRects().length > 0)
        .length,
      ground: getComputedStyle(document.documentElement).backgroundColor,
      ink: getComputedStyle(document.body).color,
    }))
    return { pages: pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0, menus: paper }
  })
  expect(pages).toBeGreaterThanOrEqual(1)
  expect(pages).toBeLessThanOrEqual(2)
  expect(menus).toEqual({ shown: 0, ground: 'rgb(255, 255, 255)', ink: 'rgb(22, 25, 29)' })
})

test('the filters stand open beside the list at 1280 px and fold away at 390 px, without JavaScript', async () => {
  const seen = await withPage({ width: 1280, height: 900 }, async (page) => {
    await show(page, 'directory')
    const wide = await page.locator('input[name=ville]').isVisible()
    const side = await page
      .locator('.disclosure-until-wide')
      .evaluate((e) => Math.round(e.getBoundingClientRect().width))
    await page.setViewportSize({ width: 390, height: 844 })
    const narrow = await page.locator('input[name=ville]').isVisible()
    await page.locator('summary', { hasText: 'Filtrer' }).click()
    return { wide, side, narrow, opened: await page.locator('input[name=ville]').isVisible() }
  })
  expect(seen).toEqual({ wide: true, side: 280, narrow: false, opened: true })
})

test('the first Tab shows the way to the content, and every stop of the keyboard shows a ring', async () => {
  const rings = await withPage({ width: 1280, height: 900 }, async (page) => {
    await show(page, 'directory')
    const seen: { text: string; outline: string; inSight: boolean }[] = []
    for (let stop = 0; stop < 25; stop++) {
      await page.keyboard.press('Tab')
      seen.push(
        await page.evaluate(() => {
          const element = document.activeElement as HTMLElement
          const ring = element.classList.contains('row-link')
            ? getComputedStyle(element, '::after')
            : getComputedStyle(element)
          const { top, bottom } = element.getBoundingClientRect()
          return {
            text: element.textContent?.trim() ?? '',
            outline: `${ring.outlineStyle} ${ring.outlineWidth}`,
            inSight: top >= 0 && bottom <= window.innerHeight,
          }
        }),
      )
    }
    return seen
  })
  expect(rings[0]?.text).toBe('Aller au contenu')
  expect(rings.filter(({ outline, inSight }) => outline !== 'solid 3px' || !inSight)).toEqual([])
})

test('the error summary takes the focus without JavaScript, and its links lead to the fields', async () => {
  const focused = await withPage({ width: 390, height: 844 }, async (page) => {
    await show(page, 'form-errors')
    const first = await page.evaluate(() => document.activeElement?.className)
    const targets = await page
      .locator('.error-summary a')
      .evaluateAll((links) => links.map((link) => document.querySelector(link.getAttribute('href') ?? '')?.tagName))
    return { first, targets }
  })
  expect(focused).toEqual({ first: 'error-summary', targets: ['INPUT', 'INPUT', 'FIELDSET'] })
})

test('who asks for less motion gets none', async () => {
  const durations = await withPage({ width: 390, height: 844 }, async (page) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await show(page, 'directory')
    return page.evaluate(() => [
      ...new Set([...document.querySelectorAll('*')].map((e) => getComputedStyle(e).transitionDuration)),
    ])
  })
  expect(durations.every((duration) => Number.parseFloat(duration) <= 0.001)).toBe(true)
})

test('the style sheet asks no other host for anything', () => {
  expect(css.match(/url\((?!['"]?(data:|#))[^)]*\)/g)).toBeNull()
  expect(css).toContain('Source Sans 3 Variable')
})
