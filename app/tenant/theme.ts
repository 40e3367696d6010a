/**
 * From an association's two brand colours to the tokens of its pages, mails and PDFs, light and dark. Pure.
 * Ratios are WCAG 2.2's; the search walks the lightness of OKLCH and keeps the hue.
 */
import { clampChroma, converter, formatHex, type Oklch, wcagContrast } from 'culori'

/** The two colours of an association, as `#rrggbb`. */
export type Brand = { primary: string; accent: string }

const NEUTRAL = {
  light: {
    page: '#f6f7f8',
    surface: '#ffffff',
    sunken: '#eceef1',
    line: '#d9dde2',
    edge: '#737981',
    ink: '#16191d',
    muted: '#4f565f',
  },
  dark: {
    page: '#121417',
    surface: '#1b1e23',
    sunken: '#262a30',
    line: '#353a42',
    edge: '#8b929c',
    ink: '#eff1f3',
    muted: '#b4bac3',
  },
} as const

/** What means good, careful, wrong or by the way is the same in every association: text on its own ground. */
export const STATUS = {
  light: {
    success: '#0f6132',
    successTint: '#e5f4ea',
    warning: '#744600',
    warningTint: '#fcf1d8',
    error: '#b0121c',
    errorTint: '#fdebeb',
    info: '#1a4d8f',
    infoTint: '#e8f0fb',
  },
  dark: {
    success: '#7edba1',
    successTint: '#132b1d',
    warning: '#f2c469',
    warningTint: '#302612',
    error: '#ffa39d',
    errorTint: '#3a191b',
    info: '#a3caff',
    infoTint: '#16273e',
  },
} as const

export type Scheme = 'light' | 'dark'

/** One scheme's colours as `#rrggbb`. `on…` is the text on it; `brandEdge` outlines the brand where it is too pale. */
export type Tokens = Record<keyof (typeof NEUTRAL)['light'], string> & {
  /** The faint ground of what is chosen. */
  tint: string
  brand: string
  brandHover: string
  brandEdge: string
  onBrand: string
  accent: string
  onAccent: string
  link: string
  focus: string
  header: string
  onHeader: string
}

export type Theme = Record<Scheme, Tokens>

const oklch = converter('oklch')
const WHITE = '#ffffff'
const BLACK = '#000000'
const TEXT_RATIO = 4.5
const EDGE_RATIO = 3

/** The colour of that lightness with the hue kept, its chroma lowered only as far as a screen needs. */
function at(source: Oklch, l: number, mostChroma = 0.4): string {
  return formatHex(clampChroma({ ...source, l, c: Math.min(source.c, mostChroma) }, 'oklch'))
}

function leastContrast(colour: string, grounds: readonly string[]): number {
  return Math.min(...grounds.map((ground) => wcagContrast(colour, ground)))
}

/** The nearest lightness, towards dark or light, whose contrast with every ground is at least `ratio`. */
function readable(source: Oklch, towards: Scheme, grounds: readonly string[], ratio: number): string {
  const step = towards === 'dark' ? -0.005 : 0.005
  for (let l = source.l; l > 0 && l < 1; l += step) {
    const colour = at(source, l)
    if (leastContrast(colour, grounds) >= ratio) return colour
  }
  return towards === 'dark' ? BLACK : WHITE
}

/** White where it can be read, else the ink, else black: one of them always reaches 4.5:1. */
function textOn(ground: string): string {
  const readableOnes = [WHITE, NEUTRAL.light.ink, BLACK].filter((text) => wcagContrast(text, ground) >= TEXT_RATIO)
  return readableOnes[0] ?? BLACK
}

/** A small step of lightness which takes nothing from the text on it. */
function hoverOf(brand: string, text: string): string {
  const source = oklch(brand)!
  const away = text === WHITE ? source.l - 0.06 : source.l + 0.05
  return at(source, away > 0.94 ? source.l - 0.05 : Math.max(away, 0.05))
}

/** Grey tells a link from text by its underline alone: a coloured accent lends its hue then. */
function linkSource(primary: Oklch, accent: Oklch): Oklch {
  return primary.c < 0.03 && accent.c >= 0.03 ? accent : primary
}

function lightTokens(primary: Oklch, accent: Oklch): Tokens {
  const base = NEUTRAL.light
  const tint = at(primary, 0.955, 0.028)
  const grounds = [base.page, base.surface, base.sunken, tint]
  const brand = formatHex(primary)
  const accentSurface = formatHex(accent)
  const onBrand = textOn(brand)
  return {
    ...base,
    tint,
    brand,
    brandHover: hoverOf(brand, onBrand),
    brandEdge: readable(primary, 'dark', grounds, EDGE_RATIO),
    onBrand,
    accent: accentSurface,
    onAccent: textOn(accentSurface),
    link: readable(linkSource(primary, accent), 'dark', grounds, TEXT_RATIO),
    focus: readable(linkSource(primary, accent), 'dark', grounds, EDGE_RATIO),
    header: brand,
    onHeader: onBrand,
  }
}

function darkTokens(primary: Oklch, accent: Oklch): Tokens {
  const base = NEUTRAL.dark
  const tint = at(primary, 0.3, 0.05)
  const grounds = [base.page, base.surface, base.sunken, tint]
  const brand = readable(primary, 'light', [base.page, base.surface], EDGE_RATIO)
  const accentSurface = readable(accent, 'light', [base.page, base.surface], EDGE_RATIO)
  const header = at(primary, 0.27, 0.06)
  const onBrand = textOn(brand)
  return {
    ...base,
    tint,
    brand,
    brandHover: hoverOf(brand, onBrand),
    brandEdge: readable(primary, 'light', grounds, EDGE_RATIO),
    onBrand,
    accent: accentSurface,
    onAccent: textOn(accentSurface),
    link: readable(linkSource(primary, accent), 'light', grounds, TEXT_RATIO),
    focus: readable(linkSource(primary, accent), 'light', grounds, EDGE_RATIO),
    header,
    onHeader: textOn(header),
  }
}

/**
 * The tokens of an association. Links reach 4.5:1 on every ground, the focus ring and the brand's outline 3:1; a light
 * brand stays a surface under dark text and only its links shift.
 * @param brand two colours as `#rrggbb`
 * @throws if a colour cannot be read
 */
export function themeFrom(brand: Brand): Theme {
  const primary = oklch(brand.primary)
  const accent = oklch(brand.accent)
  if (!primary || !accent) throw new Error(`Not a colour: ${primary ? brand.accent : brand.primary}`)
  return { light: lightTokens(primary, accent), dark: darkTokens(primary, accent) }
}

function declarations(theme: Theme, scheme: Scheme): string {
  const colours = Object.entries({ ...theme[scheme], ...STATUS[scheme] })
  const name = (key: string) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  return `color-scheme:${scheme};${colours.map(([key, value]) => `--t-${name(key)}:${value}`).join(';')}`
}

/**
 * The theme as CSS custom properties `--t-…`: light for everybody and on paper, dark by the system's wish or
 * `data-theme="dark"` on the root element; `data-theme="light"` refuses it. Only colours of ours: safe inside
 * `<style>`.
 */
export function themeCss(theme: Theme): string {
  const dark = declarations(theme, 'dark')
  return [
    `:root{${declarations(theme, 'light')}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){${dark}}}`,
    `@media screen{:root[data-theme=dark]{${dark}}}`,
  ].join('\n')
}
