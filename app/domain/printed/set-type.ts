/** Measures and breaks lines for the printed directory: widths of words are kept, since most come again. */
import { runsOf, type Weight } from '#app/domain/documents/paper-fonts.ts'

type Doc = PDFKit.PDFDocument

/** Words kept at a time: names, streets and towns of some ten thousand people. */
const KEPT = 60_000

/** One document's type: what a text measures, and how it is drawn. */
export class TypeSetter {
  private readonly doc: Doc
  private readonly widths = new Map<string, number>()
  private drawn = 0

  constructor(doc: Doc) {
    this.doc = doc
  }

  /** @returns points that a text takes at a size */
  width(text: string, weight: Weight, size: number): number {
    let all = 0
    for (const word of text.split(' ')) all += this.wordWidth(word, weight)
    const gaps = text.split(' ').length - 1
    return ((all + gaps * this.wordWidth(' ', weight)) * size) / 1000
  }

  /** @returns lines none of which is wider than `room` points; a word that is wider is cut */
  lines(text: string, weight: Weight, size: number, room: number): string[] {
    const lines: string[] = []
    let line = ''
    for (const word of text.split(' ').flatMap((one) => this.cut(one, weight, size, room))) {
      const longer = line ? `${line} ${word}` : word
      if (line && this.width(longer, weight, size) > room) {
        lines.push(line)
        line = word
      } else line = longer
    }
    return line ? [...lines, line] : lines
  }

  /** Draws one line that was measured before. @param y of its top, from the page's top */
  draw(text: string, { x, y, weight, size }: { x: number; y: number; weight: Weight; size: number }): void {
    let at = x
    const runs = runsOf(text)
    for (const [i, run] of runs.entries()) {
      const font = this.doc.font(`${weight}-${run.part}`).fontSize(size)
      if (++this.drawn % KEPT === 0) forgetWords(this.doc)
      font.text(run.text, at, y, { lineBreak: false })
      if (i < runs.length - 1) at += font.widthOfString(run.text)
    }
  }

  private wordWidth(word: string, weight: Weight): number {
    const key = weight + word
    const known = this.widths.get(key)
    if (known !== undefined) return known
    let width = 0
    for (const run of runsOf(word))
      width += this.doc.font(`${weight}-${run.part}`).fontSize(1000).widthOfString(run.text)
    if (this.widths.size >= KEPT) this.widths.clear()
    this.widths.set(key, width)
    return width
  }

  /** Addresses of mail and the like: cut where they must be. */
  private cut(word: string, weight: Weight, size: number, room: number): string[] {
    if (this.width(word, weight, size) <= room) return [word]
    const pieces: string[] = []
    let piece = ''
    for (const sign of word) {
      if (piece && this.width(piece + sign, weight, size) > room) {
        pieces.push(piece)
        piece = ''
      }
      piece += sign
    }
    return [...pieces, piece]
  }
}

/** The engine keeps how each word it ever drew is laid out: of a hundred thousand names, a gigabyte. */
function forgetWords(doc: Doc): void {
  const fonts = Object.values(
    (doc as unknown as { _fontFamilies: Record<string, { layoutCache?: object }> })._fontFamilies,
  )
  for (const font of fonts) if (font.layoutCache) font.layoutCache = Object.create(null) as object
}
