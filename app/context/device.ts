/** A browser in words of our own: enough for its owner to recognise it, nothing to follow anybody by. */

const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdgA?\//, 'edge'],
  [/\bOPR\//, 'opera'],
  [/\bSamsungBrowser\//, 'samsung'],
  [/\b(Firefox|FxiOS)\//, 'firefox'],
  [/\b(Chrome|CriOS|Chromium|HeadlessChrome)\//, 'chrome'],
  [/\bSafari\//, 'safari'],
]
const SYSTEMS: readonly [RegExp, string][] = [
  [/\b(iPhone|iPod)\b/, 'iphone'],
  [/\biPad\b/, 'ipad'],
  [/\bAndroid\b/, 'android'],
  [/\bWindows\b/, 'windows'],
  [/\b(Macintosh|Mac OS X)\b/, 'mac'],
  [/\bCrOS\b/, 'chromebook'],
  [/\bLinux\b/, 'linux'],
]

const nameIn = (list: readonly [RegExp, string][], text: string) =>
  list.find(([pattern]) => pattern.test(text))?.[1] ?? 'other'

/** @returns `<browser>.<system>`, keys of `account:devices`. */
export function deviceOf(request: Request): string {
  const agent = request.headers.get('User-Agent') ?? ''
  return `${nameIn(BROWSERS, agent)}.${nameIn(SYSTEMS, agent)}`
}
