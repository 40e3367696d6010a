/**
 * The shape of a workbook's part, looked at as its text passes by and before the parser sees it: depth, tags, cells of
 * a line, and elements against the bytes that were sent. A count costs a search for `<`; building what is counted costs
 * a hundred times that.
 */
import { ImportRefused, type ReadLimits } from './import-refused.ts'

/**
 * @param storedBytes of the part as it was sent
 * @returns the pieces as they come
 * @throws ImportRefused `wrong-type` for a document type, which may define entities that swell and which no spreadsheet
 * program writes; `too-complex` or `too-many-columns`
 */
export async function* checkedXml(
  pieces: AsyncIterable<string>,
  storedBytes: number,
  limits: ReadLimits,
): AsyncGenerator<string, void, undefined> {
  const shape = new Shape(Math.max(limits.xmlElements, storedBytes * limits.xmlElementsPerByte), limits)
  let first = true
  for await (const piece of pieces) {
    if (first && piece.slice(0, 2048).includes('<!DOCTYPE')) throw new ImportRefused('wrong-type')
    first = false
    shape.add(piece)
    yield piece
  }
}

const [SLASH, CELL, ROW, TEXT, BANG, QUESTION] = ['/', 'c', 'r', 's', '!', '?'].map((sign) => sign.charCodeAt(0))

class Shape {
  readonly #most: number
  readonly #limits: ReadLimits
  #rest = ''
  #elements = 0
  #depth = 0
  #cells = 0
  #texts = 0

  constructor(most: number, limits: ReadLimits) {
    this.#most = most
    this.#limits = limits
  }

  add(piece: string): void {
    const text = this.#rest + piece
    let from = 0
    for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', from)) {
      const end = text.indexOf('>', at + 1)
      if ((end < 0 ? text.length : end) - at > this.#limits.xmlTagCharacters) throw new ImportRefused('too-complex')
      if (end < 0) {
        this.#rest = text.slice(at)
        return
      }
      this.#tag(text, at, end)
      from = end + 1
    }
    this.#rest = ''
  }

  #tag(text: string, at: number, end: number): void {
    const sign = text.charCodeAt(at + 1)
    if (sign === BANG || sign === QUESTION) return
    if (sign === SLASH) {
      this.#depth--
      return
    }
    if (++this.#elements > this.#most) throw new ImportRefused('too-complex')
    if (text.charCodeAt(end - 1) !== SLASH && ++this.#depth > this.#limits.xmlDepth)
      throw new ImportRefused('too-complex')
    this.#named(sign, text, at)
  }

  /** `row`, `c` and `si`, by their letters: this runs for each of some million tags. */
  #named(sign: number, text: string, at: number): void {
    const second = text.charCodeAt(at + 2)
    if (sign === ROW && text.startsWith('row', at + 1)) this.#cells = 0
    else if (sign === CELL && (second <= 32 || second === 62 || second === SLASH)) {
      if (++this.#cells > this.#limits.lineCells)
        throw new ImportRefused('too-many-columns', { columns: this.#limits.columns })
    } else if (sign === TEXT && text.startsWith('si', at + 1) && ++this.#texts > this.#limits.sharedTexts)
      throw new ImportRefused('too-complex')
  }
}
