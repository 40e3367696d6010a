/**
 * The frame around a page, drawn once for everything it depends on: a quarter of a page's elements are its menus, and
 * who reads several pages has the same around each.
 */
import { randomUUID } from 'node:crypto'
import type { i18n } from 'i18next'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import type { Frame } from './frame.server.ts'
import { SiteFrame } from './frame.tsx'
import { marked } from './frame-links.ts'
import { FrameSlot, SLOT } from './frame-slot.ts'

const [OPEN, CLOSE] = [`<${SLOT}>`, `</${SLOT}>`]

/** Stands for the page's own address, which no two pages share; nobody can have it in their name. */
const HERE = randomUUID()

/** @returns an address below the same words of the frame, the same for all pages there */
function standIn(pathname: string, frame: Frame): string {
  const all = marked(frame)
  if (all.includes(pathname)) return pathname
  const below = all.filter((to) => pathname.startsWith(`${to}/`)).sort((a, b) => b.length - a.length)
  return `${below[0] ?? ''}/-`
}

type Drawn = readonly [before: string, after: string]

function draw(translator: i18n, frame: Frame, pathname: string): Drawn {
  const html = renderToStaticMarkup(
    <I18nextProvider i18n={translator}>
      <SiteFrame frame={frame} at={{ pathname, here: HERE }}>
        <FrameSlot />
      </SiteFrame>
    </I18nextProvider>,
  )
  const [before = '', after = ''] = html.split(OPEN + CLOSE)
  return [before, after]
}

/** Frames kept, of all associations together: about 15 kB each. The one unused for longest makes room. */
const MOST = 300
const kept = new Map<string, Drawn>()

/** Translators are one per association's version and language, and never change (`i18n/translator.ts`). */
const numbers = new WeakMap<i18n, number>()
let last = 0

function numberOf(translator: i18n): number {
  const known = numbers.get(translator) ?? ++last
  numbers.set(translator, known)
  return known
}

function frameFor(translator: i18n, frame: Frame, pathname: string): Drawn {
  const stand = standIn(pathname, frame)
  // Whatever the frame shows is in the key: who reads it, what they may open, what is unread.
  const key = `${numberOf(translator)} ${stand} ${JSON.stringify(frame)}`
  const drawn = kept.get(key) ?? draw(translator, frame, stand)
  kept.delete(key)
  // A form that could not be sent is shown once, and is as long as it was.
  if (!frame.unsent) kept.set(key, drawn)
  if (kept.size > MOST) kept.delete(kept.keys().next().value!)
  return drawn
}

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' }
const attribute = (text: string) => text.replace(/[&<>"']/g, (mark) => MARKS[mark]!)

/**
 * Puts the frame around a page that was drawn with a {@link FrameSlot}.
 * @param html of the page
 * @param url its address
 */
export function inFrame(
  html: string,
  { translator, frame, url }: { translator: i18n; frame: Frame; url: URL },
): string {
  const drawn = frameFor(translator, frame, url.pathname)
  const here = attribute(url.pathname + url.search)
  const [before, after] = drawn.map((part) => part.replaceAll(HERE, () => here))
  const [from, to] = [html.indexOf(OPEN), html.lastIndexOf(CLOSE)]
  return html.slice(0, from) + before + html.slice(from + OPEN.length, to) + after + html.slice(to + CLOSE.length)
}
