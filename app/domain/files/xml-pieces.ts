/**
 * XML in pieces, as parts of a workbook come: tags, their attributes and the text between them, by local name whatever
 * the prefix. Bounds are kept before anything is built; no entity but the five of XML and numbered signs is known.
 */
import type { TableLimits } from './file-limits.ts'

export type XmlLimits = Pick<TableLimits, 'xmlElements' | 'xmlElementsPerByte' | 'xmlTagCharacters' | 'xmlDepth'>

/** A document that is none, or is beyond bounds. */
export class UnreadableXml extends Error {
  readonly code: 'corrupt' | 'wrong-type' | 'too-complex'

  constructor(code: UnreadableXml['code'], cause = '') {
    super(`${code} ${cause}`)
    this.name = 'UnreadableXml'
    this.code = code
  }
}

/** What is told of a document, in its order. `attributes` is the tag's own text: read it with {@link attribute}. */
export interface XmlHandler {
  open(name: string, attributes: string): void
  /** Also for elements that close themselves. */
  close(name: string): void
  /** A text may come in several pieces. */
  text(text: string): void
}

const [SLASH, BANG, QUESTION, COLON, QUOTE, APOSTROPHE, MORE, EQUALS] = [...'/!?:"\'>='].map((s) =>
  s.charCodeAt(0),
) as [...[number, number, number, number], ...[number, number, number, number]]
const SPACE = 32
/** Characters of a comment or an instruction, which nobody reads. */
const LONGEST_ASIDE = 1024 * 1024

/** Reads one document: {@link add} its pieces, then {@link end}. */
export class XmlReader {
  readonly #handler: XmlHandler
  readonly #most: number
  readonly #limits: XmlLimits
  readonly #stack: string[] = []
  #rest = ''
  #elements = 0
  #hasRoot = false

  /** @param storedBytes of the part as it was sent: elements are counted against them */
  constructor(handler: XmlHandler, limits: XmlLimits, storedBytes: number) {
    this.#handler = handler
    this.#limits = limits
    this.#most = Math.max(limits.xmlElements, storedBytes * limits.xmlElementsPerByte)
  }

  /**
   * @throws UnreadableXml `wrong-type` for a document type, which may define entities that swell and which no
   * spreadsheet program writes; `too-complex`; `corrupt` where tags do not fit into one another
   */
  add(piece: string): void {
    const text = this.#rest ? this.#rest + piece : piece
    let from = 0
    for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', from)) {
      if (at > from) this.#text(text.slice(from, at))
      const end = this.#markup(text, at)
      if (end < 0) {
        this.#rest = text.slice(at)
        return
      }
      from = end
    }
    // A reference may be cut in two by the edge of the piece.
    const amp = text.indexOf('&', Math.max(from, text.length - 12))
    const whole = amp >= 0 && !text.includes(';', amp) ? amp : text.length
    if (whole > from) this.#text(text.slice(from, whole))
    this.#rest = text.slice(whole)
  }

  /** @throws UnreadableXml `corrupt` where the document stops in its middle */
  end(): void {
    if (!this.#hasRoot || this.#stack.length || this.#rest.trim()) throw new UnreadableXml('corrupt', 'cut short')
  }

  #text(text: string): void {
    if (this.#stack.length) this.#handler.text(text.includes('&') ? unescaped(text) : text)
  }

  /** @returns the place after the mark-up that begins at `at`; -1 where its end is not there yet */
  #markup(text: string, at: number): number {
    const sign = text.charCodeAt(at + 1)
    if (sign === BANG) return this.#declaration(text, at)
    if (sign === QUESTION) return this.#aside(text, at, '?>')
    const end = tagEnd(text, at + 1)
    if ((end < 0 ? text.length : end) - at > this.#limits.xmlTagCharacters) throw new UnreadableXml('too-complex')
    if (end < 0) return -1
    if (sign === SLASH) this.#close(localName(text, at + 2, end))
    else this.#open(text, at + 1, end)
    return end + 1
  }

  #declaration(text: string, at: number): number {
    if (text.startsWith('<!--', at)) return this.#aside(text, at, '-->')
    if (text.startsWith('<![CDATA[', at)) {
      const end = this.#aside(text, at, ']]>')
      if (end > 0 && this.#stack.length) this.#handler.text(text.slice(at + 9, end - 3))
      return end
    }
    if (text.length - at < 9) return -1
    throw new UnreadableXml('wrong-type')
  }

  #aside(text: string, at: number, closing: string): number {
    const end = text.indexOf(closing, at + 2)
    if ((end < 0 ? text.length : end) - at > LONGEST_ASIDE) throw new UnreadableXml('too-complex')
    return end < 0 ? -1 : end + closing.length
  }

  #open(text: string, from: number, end: number): void {
    if (++this.#elements > this.#most) throw new UnreadableXml('too-complex')
    if (this.#hasRoot && this.#stack.length === 0) throw new UnreadableXml('corrupt', 'two roots')
    this.#hasRoot = true
    const isEmpty = text.charCodeAt(end - 1) === SLASH
    const until = isEmpty ? end - 1 : end
    const nameEnd = endOfName(text, from, until)
    const name = localName(text, from, nameEnd)
    this.#handler.open(name, nameEnd < until ? text.slice(nameEnd, until) : '')
    if (isEmpty) this.#handler.close(name)
    else if (this.#stack.push(name) > this.#limits.xmlDepth) throw new UnreadableXml('too-complex')
  }

  #close(name: string): void {
    if (this.#stack.pop() !== name) throw new UnreadableXml('corrupt', 'tags')
    this.#handler.close(name)
  }
}

/** Signs inside quotes end no tag. */
function tagEnd(text: string, from: number): number {
  let quote = 0
  for (let at = from; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (quote) {
      if (sign === quote) quote = 0
    } else if (sign === MORE) return at
    else if (sign === QUOTE || sign === APOSTROPHE) quote = sign
  }
  return -1
}

function endOfName(text: string, from: number, end: number): number {
  let at = from
  while (at < end && text.charCodeAt(at) > SPACE) at++
  return at
}

function localName(text: string, from: number, end: number): string {
  const nameEnd = endOfName(text, from, end)
  let start = from
  for (let at = from; at < nameEnd; at++) if (text.charCodeAt(at) === COLON) start = at + 1
  return text.slice(start, nameEnd)
}

/**
 * @param attributes as {@link XmlHandler.open} gives them
 * @param name local name, whatever the prefix
 * @returns the value; undefined where the tag has no such attribute
 */
export function attribute(attributes: string, name: string): string | undefined {
  const { length } = attributes
  for (let at = 0; at < length; ) {
    while (at < length && attributes.charCodeAt(at) <= SPACE) at++
    let start = at
    while (at < length && attributes.charCodeAt(at) > SPACE && attributes.charCodeAt(at) !== EQUALS) {
      if (attributes.charCodeAt(at) === COLON) start = at + 1
      at++
    }
    const isIt = at - start === name.length && attributes.startsWith(name, start)
    while (at < length && attributes.charCodeAt(at) !== QUOTE && attributes.charCodeAt(at) !== APOSTROPHE) at++
    const end = attributes.indexOf(attributes[at] ?? '"', at + 1)
    if (end < 0) return undefined
    if (isIt) return unescaped(attributes.slice(at + 1, end))
    at = end + 1
  }
  return undefined
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** @returns the text with its references resolved; one that is not known stays as it is written */
function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name) return NAMED[name] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole
  })
}
