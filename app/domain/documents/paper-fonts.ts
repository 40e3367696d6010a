/** The fonts of printed papers: Source Sans 3, embedded; letters beyond its Latin file come from the extended one. */
import { createRequire } from 'node:module'
import anyAscii from 'any-ascii'

const near = createRequire(import.meta.url)

export type Weight = 'regular' | 'bold'
export type FontName = `${Weight}-${'latin' | 'extended'}`

const file = (part: string, weight: number) =>
  near.resolve(`@fontsource/source-sans-3/files/source-sans-3-${part}-${weight}-normal.woff`)

/** @returns the path of each font file. */
export function fontFiles(): Record<FontName, string> {
  return {
    'regular-latin': file('latin', 400),
    'regular-extended': file('latin-ext', 400),
    'bold-latin': file('latin', 700),
    'bold-extended': file('latin-ext', 700),
  }
}

/** What the Latin file draws besides ASCII and Latin-1 (read out of the file itself). */
const LATIN_MORE = '’‘“”„‚–—…•€Œœ°−™‹›'

function partOf(sign: string): 'latin' | 'extended' | undefined {
  const code = sign.codePointAt(0)!
  if ((code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff) || LATIN_MORE.includes(sign)) return 'latin'
  return code >= 0x100 && code <= 0x17f && code !== 0x131 && code !== 0x152 && code !== 0x153 ? 'extended' : undefined
}

export interface Run {
  part: 'latin' | 'extended'
  text: string
}

/** @returns the text cut where the font file changes; what neither file draws is written with plain letters. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = []
  // The narrow no-break space is in neither file.
  for (const sign of text.normalize('NFC').replaceAll('\u202f', '\u00a0')) {
    const own = partOf(sign)
    const drawn = own ? sign : sign === '\n' ? sign : anyAscii(sign)
    if (!drawn) continue
    const part = own ?? 'latin'
    const last = runs.at(-1)
    if (last?.part === part) last.text += drawn
    else runs.push({ part, text: drawn })
  }
  return runs
}
