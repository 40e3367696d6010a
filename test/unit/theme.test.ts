import { wcagContrast } from 'culori'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { STATUS, type Theme, themeCss, themeFrom } from '#app/tenant/theme.ts'

const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)
const corners = ['#000000', '#ffffff', '#ffd200', '#ffff00', '#b0002a', '#5a5f66', '#0000ff', '#00ff00', '#777777']
const brands: [string, string][] = [
  ...corners.flatMap((primary) => corners.map((accent): [string, string] => [primary, accent])),
  ...fc.sample(fc.tuple(colour, colour), { numRuns: 5_000, seed: 20_26 }),
]

/** Every pair of colours that must be told apart, with the least ratio. */
function pairs(theme: Theme, scheme: 'light' | 'dark'): [string, string, string, number][] {
  const t = theme[scheme]
  const s = STATUS[scheme]
  const grounds = { page: t.page, surface: t.surface, sunken: t.sunken, tint: t.tint }
  const texts = { ink: t.ink, muted: t.muted, link: t.link, error: s.error }
  const onGrounds = Object.entries(grounds).flatMap(([ground, paper]): [string, string, string, number][] => [
    ...Object.entries(texts).map(([text, ink]): [string, string, string, number] => [
      `${text} on ${ground}`,
      ink,
      paper,
      4.5,
    ]),
    [`focus on ${ground}`, t.focus, paper, 3],
    [`brandEdge on ${ground}`, t.brandEdge, paper, 3],
    [`edge on ${ground}`, t.edge, paper, 3],
  ])
  return [
    ...onGrounds,
    ['onBrand on brand', t.onBrand, t.brand, 4.5],
    ['onBrand on brandHover', t.onBrand, t.brandHover, 4.5],
    ['onAccent on accent', t.onAccent, t.accent, 4.5],
    ['onHeader on header', t.onHeader, t.header, 4.5],
    ...(['success', 'warning', 'error', 'info'] as const).map((name): [string, string, string, number] => [
      `${name} on its tint`,
      s[name],
      s[`${name}Tint`],
      4.5,
    ]),
  ]
}

test('every text, link, ring and outline can be told from its ground, for over 5,000 pairs of brand colours', () => {
  const failures = brands.flatMap(([primary, accent]) => {
    const theme = themeFrom({ primary, accent })
    return (['light', 'dark'] as const).flatMap((scheme) =>
      pairs(theme, scheme)
        .filter(([, text, ground, least]) => wcagContrast(text, ground) < least)
        .map(([name]) => `${primary} ${accent} ${scheme}: ${name}`),
    )
  })
  expect(failures).toEqual([])
}, 60_000)

test('a yellow brand stays the surface under dark text and only its links shift', () => {
  const { light } = themeFrom({ primary: '#ffd200', accent: '#222222' })
  expect(light.brand).toBe('#ffd200')
  expect(light.onBrand).toBe('#16191d')
  expect(light.link).not.toBe('#ffd200')
})

test('a brand that can be read already is its own link', () => {
  expect(themeFrom({ primary: '#b0002a', accent: '#ffd200' }).light.link).toBe('#b0002a')
})

test('links of a grey brand take the hue of a coloured accent', () => {
  const grey = themeFrom({ primary: '#5a5f66', accent: '#0057b8' })
  expect(grey.light.link).toBe('#0057b8')
  expect(themeFrom({ primary: '#5a5f66', accent: '#777777' }).light.link).toMatch(/^#5[0-9a-f]5/)
})

test('what is no colour is refused by its name', () => {
  expect(() => themeFrom({ primary: '#b0002a', accent: 'rouge' })).toThrow('rouge')
})

test('the style sheet has light for all, dark by wish or by cookie, and dark never on paper', () => {
  const css = themeCss(themeFrom({ primary: '#b0002a', accent: '#ffd200' }))
  const [light, wish, cookie] = css.split('\n')
  expect(light).toContain(':root{color-scheme:light;')
  expect(light).toContain('--t-brand-hover:#')
  expect(light).toContain('--t-error-tint:#')
  expect(wish).toContain('@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){')
  expect(cookie).toContain('@media screen{:root[data-theme=dark]{color-scheme:dark;')
  expect(css).not.toMatch(/[<>]/)
})
