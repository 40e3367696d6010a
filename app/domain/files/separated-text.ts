/**
 * Separated text (RFC 4180 and what office programs make of it) → records: line ends of every system, mixed ones too,
 * quotes after spaces, stray quotes. Pure.
 */

export type Separator = ';' | ',' | '\t' | '|'
const SEPARATORS: readonly Separator[] = [';', '\t', ',', '|']

export interface TextRecord {
  /** The line on which it begins, from 1. */
  line: number
  cells: string[]
}

/** Why a text cannot be cut into records: a line beyond bounds, or a quote never closed. */
export class UnreadableText extends Error {
  readonly code: 'long-line' | 'many-columns' | 'unclosed-quote'
  readonly line: number

  constructor(code: UnreadableText['code'], line: number) {
    super(`${code} at line ${line}`)
    this.name = 'UnreadableText'
    this.code = code
    this.line = line
  }
}

export interface SeparatedOptions {
  separator: Separator
  /** Cells that a usual line has ({@link usualWidth}). */
  width: number
  /** Characters of a record at most. */
  longest: number
  /** Cells of a line at most. */
  columns: number
}

/** How a file is cut: Excel's own first line (« sep=; ») names the separator and is no data. */
export interface Cut {
  separator: Separator
  width: number
  /** Lines before the first record. */
  skipped: number
}

/**
 * @param head the beginning of the text
 * @returns the separator that cuts most lines into the same number of columns, not looking inside quotes; `;` where
 * none does
 */
export function cutOf(head: string): Cut {
  const told = /^"?sep=([;,\t|])"?[;,\t|]*(?:\r\n|\n|\r)/i.exec(head)
  const text = told ? head.slice(told[0].length) : head
  const skipped = told ? 1 : 0
  let best: Omit<Cut, 'skipped'> & { score: number } = { separator: ';', width: 1, score: 0 }
  for (const separator of told ? [told[1] as Separator] : SEPARATORS) {
    const { width, score } = usualWidth(text, separator)
    if (score > best.score || told) best = { separator, width, score }
  }
  return { separator: best.separator, width: best.width, skipped }
}

const LOOKED_AT = 60

/** The commonest count of cells above one, weighed by that count so that stray commas in addresses lose. */
function usualWidth(text: string, separator: Separator): { width: number; score: number } {
  const reader = new RecordReader({ separator, width: 0, longest: Number.POSITIVE_INFINITY, columns: 0 })
  const byCount = new Map<number, number>()
  const count = (records: TextRecord[]) => {
    for (const { cells } of records)
      if (cells.length > 1 && cells.some((cell) => cell.trim()))
        byCount.set(cells.length, (byCount.get(cells.length) ?? 0) + 1)
  }
  let seen = 0
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (!line.trim()) continue
    if (++seen > LOOKED_AT) break
    count(reader.take(withoutEntities(line)))
  }
  let best = { width: 1, score: 0 }
  for (const [width, times] of byCount) {
    const score = times * Math.log2(width + 1)
    if (score > best.score) best = { width, score }
  }
  return best
}

/** @returns the records of a text that comes in pieces. @throws UnreadableText */
export async function* separatedRecords(
  pieces: AsyncIterable<string> | Iterable<string>,
  options: SeparatedOptions,
): AsyncGenerator<TextRecord, void, undefined> {
  const reader = new RecordReader(options)
  let rest = ''
  for await (const piece of pieces) {
    const text = rest + piece
    let from = 0
    // A lone carriage return at the edge may be half of a line end.
    const most = text.endsWith('\r') ? text.length - 1 : text.length
    for (const { 0: end, index } of text.slice(0, most).matchAll(/\r\n|\n|\r/g)) {
      yield* reader.take(withoutEntities(text.slice(from, index)))
      from = index + end.length
    }
    rest = text.slice(from)
    if (rest.length > options.longest) reader.refuseLong(rest)
  }
  if (rest.endsWith('\r')) rest = rest.slice(0, -1)
  if (rest) yield* reader.take(withoutEntities(rest))
  reader.end()
}

/** Takes lines, gives records; a record may hold line ends inside quotes. */
class RecordReader {
  readonly #options: SeparatedOptions
  #line = 0
  /** Lines of the record that is being read. */
  #held: string[] = []
  #record = new OpenRecord()

  constructor(options: SeparatedOptions) {
    this.#options = options
  }

  refuseLong(text: string): never {
    const isWide = text.slice(0, this.#options.longest).split(this.#options.separator).length > this.#options.columns
    throw new UnreadableText(isWide ? 'many-columns' : 'long-line', this.#line + 1)
  }

  take(line: string): TextRecord[] {
    const records: TextRecord[] = []
    const waiting = [line]
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const again = this.#next(next, records)
      if (again) waiting.unshift(...again)
    }
    return records
  }

  /** @returns lines to be read again, without the first of the record, which had a stray quote */
  #next(line: string, records: TextRecord[]): string[] | undefined {
    if (line.length > this.#options.longest) this.refuseLong(line)
    this.#line++
    this.#held.push(line)
    const isWhole = this.#record.feed(line, this.#options.separator)
    if (!isWhole) {
      const length = this.#held.reduce((sum, one) => sum + one.length, 0)
      if (length > this.#options.longest) throw new UnreadableText('unclosed-quote', this.#first)
      return undefined
    }
    const [held, record, first] = [this.#held, this.#record, this.#first]
    this.#held = []
    this.#record = new OpenRecord()
    if (held.length === 1 || !this.#swallowed(record, held)) {
      records.push({ line: first, cells: record.cells })
      return undefined
    }
    records.push({ line: first, cells: literalCells(held[0]!, this.#options.separator) })
    this.#line = first
    return held.slice(1)
  }

  /**
   * Whether quotes of a record hold what are lines of their own: a stray quote opened them, and the next one, in
   * another line, closed them. Where the record has as many cells as others, each of its lines has to have them too.
   */
  #swallowed({ isBroken, inside, cells }: OpenRecord, held: readonly string[]): boolean {
    const { width, separator } = this.#options
    if (isBroken || inside === 0) return isBroken
    if (cells.length !== width) return width > 0
    return held.every((line) => literalCells(line, separator).length === width)
  }

  get #first(): number {
    return this.#line - this.#held.length + 1
  }

  /** @throws UnreadableText where the text ends inside quotes */
  end(): void {
    if (this.#held.length) throw new UnreadableText('unclosed-quote', this.#first)
  }
}

class OpenRecord {
  readonly cells: string[] = []
  #field = ''
  #isQuoted = false
  #lines = 0
  /** Separators within a quoted cell of several lines, at most. */
  inside = 0
  /** A quoted cell of several lines ended in the middle of a cell. */
  isBroken = false
  #here = 0

  /** @returns true where the record ends with this line */
  feed(line: string, separator: Separator): boolean {
    let at = 0
    if (this.#isQuoted) this.#field += '\n'
    this.#lines++
    for (;;) {
      if (!this.#isQuoted) {
        const start = skipSpaces(line, at)
        if (line[start] !== '"') {
          const end = line.indexOf(separator, at)
          this.cells.push(unforced(line.slice(at, end < 0 ? line.length : end)))
          if (end < 0) return true
          at = end + 1
          continue
        }
        ;[this.#isQuoted, this.#field, this.#here, this.#lines] = [true, '', 0, 1]
        const next = this.#quoted(line, start + 1, separator, at)
        if (next === undefined) return false
        if (next < 0) return true
        at = next
        continue
      }
      const next = this.#quoted(line, at, separator, -1)
      if (next === undefined) return false
      if (next < 0) return true
      at = next
    }
  }

  /**
   * @param start where the cell begins in this line; -1 where it began in an earlier one
   * @returns the place after the cell; -1 where the line ends with it, undefined where it goes on in the next line
   */
  #quoted(line: string, from: number, separator: Separator, start: number): number | undefined {
    for (let at = from; ; ) {
      const quote = line.indexOf('"', at)
      const part = quote < 0 ? line.slice(at) : line.slice(at, quote)
      this.#field += part
      this.#here += part.split(separator).length - 1
      if (quote < 0) return undefined
      if (line[quote + 1] === '"') {
        this.#field += '"'
        at = quote + 2
        continue
      }
      const after = skipSpaces(line, quote + 1)
      const isClosed = after >= line.length || line[after] === separator
      this.#isQuoted = false
      if (!isClosed && start < 0) {
        this.isBroken = true
        return -1
      }
      if (this.#lines > 1) this.inside = Math.max(this.inside, this.#here)
      const end = isClosed ? after : line.indexOf(separator, quote + 1)
      this.cells.push(isClosed ? this.#field : line.slice(start, end < 0 ? line.length : end).trim())
      return end < 0 || end >= line.length ? -1 : end + 1
    }
  }
}

function skipSpaces(line: string, at: number): number {
  let place = at
  while (line[place] === ' ' || line[place] === '\u00a0') place++
  return place
}

/** A number kept as text by a formula: ="0612345678". */
function unforced(cell: string): string {
  return /^\s*="([^"]*)"\s*$/.exec(cell)?.[1] ?? cell
}

/** One line whose quote opens and is closed by none of its own: the quote is a sign of no meaning. */
function literalCells(line: string, separator: Separator): string[] {
  const record = new OpenRecord()
  if (record.feed(line, separator)) return record.cells
  const known = record.cells
  const rest = line.split(separator)
  const own = rest.slice(known.length).map((cell) => cell.replace(/^\s*"|"\s*$/g, ''))
  return [...known, ...own]
}

/** Letters as web pages write them, whose « ; » would part cells. */
const ENTITIES = new Map<string, string>([
  ...Object.entries({ acute: '\u0301', grave: '\u0300', circ: '\u0302', uml: '\u0308', tilde: '\u0303' }).flatMap(
    ([accent, mark]) => [...'aeiouynAEIOUYN'].map((l) => [l + accent, (l + mark).normalize('NFC')] as [string, string]),
  ),
  ...(Object.entries({
    ...{ ccedil: 'ç', Ccedil: 'Ç', oelig: 'œ', OElig: 'Œ', aelig: 'æ', szlig: 'ß', oslash: 'ø', aring: 'å' },
    ...{ amp: '&', quot: '"', apos: "'", nbsp: '\u00a0', rsquo: '’', lsquo: '‘', deg: '°', laquo: '«', raquo: '»' },
  }) as [string, string][]),
])

function withoutEntities(line: string): string {
  if (!line.includes('&')) return line
  return line.replace(/&(?:#(\d{2,5})|([a-z]{3,6}));/gi, (whole, code: string | undefined, name: string) =>
    code ? String.fromCodePoint(Number(code)) : (ENTITIES.get(name) ?? whole),
  )
}
