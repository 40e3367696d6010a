/**
 * Printed papers: A4, tagged for screen readers, PDF/A-3a, the number on every page. The same data give the same bytes:
 * dates are the paper's own, never the clock's.
 */
import { finished } from 'node:stream/promises'
import PDFDocument from 'pdfkit'
import { fontFiles, runsOf, type Weight } from './paper-fonts.ts'

export interface PaperHead {
  /** Title of the document, shown by readers. */
  title: string
  author: string
  language: string
  /** The instant of the piece: stands for creation and change. */
  at: Date
  /** On every page, such as « Facture F2026-000012 ». */
  footer: string
  /** « page 1 sur 2 ». */
  pageText: (page: number, pages: number) => string
  /** Colour of the association, `#5B2A86`. */
  colour: string
}

export interface Attachment {
  name: string
  bytes: Buffer
  type: string
  description: string
  /** More of the document's metadata: RDF descriptions. */
  metadata: string
}

export interface Column {
  title: string
  /** Points. */
  width: number
  right?: boolean
}

interface WriteOptions {
  size?: number
  weight?: Weight
  width?: number
  x?: number
  y?: number
  right?: boolean
  colour?: string
}

const MARGIN = 56
const WIDTH = 595.28 - 2 * MARGIN
const BOTTOM = 841.89 - 76
const INK = '#1a1a1a'
const GREY = '#4d4d4d'

/** One paper being written; blocks go down the page, `finish` gives the bytes. */
export class Paper {
  private readonly doc: PDFKit.PDFDocument
  private readonly root: PDFKit.PDFStructureElement
  private readonly chunks: Buffer[] = []
  private readonly head: PaperHead

  constructor(head: PaperHead) {
    this.head = head
    const fonts = fontFiles()
    this.doc = new PDFDocument({
      size: 'A4',
      margins: { top: MARGIN, bottom: 0, left: MARGIN, right: MARGIN },
      bufferPages: true,
      pdfVersion: '1.7',
      subset: 'PDF/A-3a',
      tagged: true,
      lang: head.language === 'en' ? 'en-GB' : 'fr-FR',
      displayTitle: true,
      font: fonts['regular-latin'],
      info: { Title: head.title, Author: head.author, Creator: 'Alumni', CreationDate: head.at, ModDate: head.at },
    })
    for (const [name, path] of Object.entries(fonts)) this.doc.registerFont(name, path)
    this.doc.on('data', (chunk: Buffer) => this.chunks.push(chunk))
    this.root = this.doc.struct('Document')
    this.doc.addStructure(this.root)
  }

  /** The paper's name in the association's colour; the only first heading. */
  title(text: string): this {
    return this.block('H1', text, { size: 20, weight: 'bold', colour: this.head.colour }, 6)
  }

  heading(text: string): this {
    this.space(8)
    return this.block('H2', text, { size: 12, weight: 'bold' }, 2)
  }

  /** A paragraph; lines of an address are parted by `\n`. */
  text(text: string, options: WriteOptions = {}): this {
    return this.block('P', text, options, 4)
  }

  space(points: number): this {
    this.doc.y += points
    return this
  }

  /** Two paragraphs side by side: who sells, who buys. */
  beside(left: string, right: string): this {
    const half = WIDTH / 2 - 12
    const room = Math.max(this.heightOf(left, 10, half), this.heightOf(right, 10, half))
    this.room(room)
    const top = this.doc.y
    this.tag('P', () => this.write(left, { x: MARGIN, y: top, width: half }))
    this.tag('P', () => this.write(right, { x: MARGIN + WIDTH / 2 + 12, y: top, width: half }))
    this.doc.y = top + room + 10
    return this
  }

  /** Terms and what they say, a term in bold before each. */
  facts(pairs: readonly (readonly [string, string])[]): this {
    for (const [term, value] of pairs) {
      const room = Math.max(this.heightOf(term, 10, 190), this.heightOf(value, 10, WIDTH - 200))
      this.room(room)
      const top = this.doc.y
      this.tag('P', () => {
        this.write(term, { weight: 'bold', x: MARGIN, y: top, width: 190 })
        this.write(value, { x: MARGIN + 200, y: top, width: WIDTH - 200 })
      })
      this.doc.y = top + room + 3
    }
    this.doc.x = MARGIN
    return this
  }

  /** A table whose heading is repeated where a page ends; the last `totals` rows are bold. */
  table(columns: readonly Column[], rows: readonly (readonly string[])[], totals = 0): this {
    const element = this.doc.struct('Table')
    this.root.add(element)
    this.row(
      element,
      columns,
      columns.map(({ title }) => title),
      { kind: 'TH' },
    )
    for (const [at, cells] of rows.entries()) {
      const height = this.rowHeight(columns, cells)
      if (this.doc.y + height > BOTTOM) {
        this.page()
        this.row(
          element,
          columns,
          columns.map(({ title }) => title),
          { kind: 'TH' },
        )
      }
      this.row(element, columns, cells, { kind: 'TD', strong: at >= rows.length - totals })
    }
    element.end()
    this.space(8)
    return this
  }

  /** A square code, with words for who does not see it. */
  square({ path, size }: { path: string; size: number }, alt: string, points = 170): this {
    this.room(points)
    const top = this.doc.y
    const draw = () =>
      this.doc
        .save()
        .translate(MARGIN, top)
        .scale(points / size)
        .path(path)
        .fill(INK)
        .restore()
    this.root.add(this.doc.struct('Figure', { alt }, draw))
    this.doc.y = top + points
    return this.space(8)
  }

  /** @returns the file. */
  async finish(attachment?: Attachment): Promise<Buffer> {
    this.root.end()
    this.footers()
    if (attachment) this.attach(attachment)
    const done = finished(this.doc)
    this.doc.end()
    await done
    return Buffer.concat(this.chunks)
  }

  /** The data say what the page says (AFRelationship of Factur-X for EN 16931). */
  private attach({ name, bytes, type, description, metadata }: Attachment): void {
    const at = this.head.at
    this.doc.file(bytes, {
      name,
      type,
      description,
      creationDate: at,
      modifiedDate: at,
      relationship: 'Alternative',
    } as never)
    ;(this.doc as unknown as { appendXML(xml: string): void }).appendXML(metadata)
  }

  private block(kind: string, text: string, options: WriteOptions, after: number): this {
    this.room(this.heightOf(text, options.size ?? 10, options.width ?? WIDTH))
    this.tag(kind, () => this.write(text, { x: MARGIN, ...options }))
    this.doc.x = MARGIN
    return this.space(after)
  }

  private tag(kind: string, write: () => void): void {
    this.root.add(this.doc.struct(kind, {}, write))
  }

  private row(
    table: PDFKit.PDFStructureElement,
    columns: readonly Column[],
    cells: readonly string[],
    { kind, strong = false }: { kind: 'TH' | 'TD'; strong?: boolean },
  ): void {
    const height = this.rowHeight(columns, cells)
    const top = this.doc.y
    const row = this.doc.struct('TR')
    table.add(row)
    let x = MARGIN
    for (const [i, { width, right }] of columns.entries()) {
      const at = x
      const weight = kind === 'TH' || strong ? 'bold' : 'regular'
      row.add(
        this.doc.struct(kind, {}, () =>
          this.write(cells[i] ?? '', { x: at + 3, y: top + 3, width: width - 6, right, weight, size: 9.5 }),
        ),
      )
      x += width
    }
    row.end()
    this.artifact(() =>
      this.doc
        .moveTo(MARGIN, top + height)
        .lineTo(MARGIN + WIDTH, top + height)
        .lineWidth(kind === 'TH' ? 1 : 0.4)
        .strokeColor(kind === 'TH' ? this.head.colour : '#b3b3b3')
        .stroke(),
    )
    this.doc.y = top + height
  }

  private rowHeight(columns: readonly Column[], cells: readonly string[]): number {
    return Math.max(...columns.map(({ width }, i) => this.heightOf(cells[i] ?? '', 9.5, width - 6))) + 7
  }

  /** Writes runs of one text, each in the file that has its letters. */
  private write(
    text: string,
    { size = 10, weight = 'regular', width = WIDTH, right, colour = INK, x, y }: WriteOptions,
  ) {
    const runs = runsOf(text)
    const doc = this.doc
    doc.fillColor(colour).fontSize(size)
    const align = right ? 'right' : 'left'
    for (const [i, run] of runs.entries()) {
      doc.font(`${weight}-${run.part}`)
      const options = { width, align, continued: i < runs.length - 1, lineGap: 1.5 } as const
      if (i === 0) doc.text(run.text, x ?? doc.x, y ?? doc.y, options)
      else doc.text(run.text, options)
    }
  }

  private heightOf(text: string, size: number, width: number): number {
    const drawn = runsOf(text)
      .map((run) => (run.part === 'latin' ? run.text : 'm'.repeat(run.text.length)))
      .join('')
    return this.doc.font('bold-latin').fontSize(size).heightOfString(drawn, { width, lineGap: 1.5 })
  }

  /** Begins a page where less than this is left. */
  private room(points: number): void {
    if (this.doc.y + points > BOTTOM) this.page()
  }

  private page(): void {
    this.doc.addPage()
    this.doc.y = MARGIN
  }

  private artifact(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' } as never)
    draw()
    this.doc.endMarkedContent()
  }

  private footers(): void {
    const { start, count } = this.doc.bufferedPageRange()
    for (let i = 0; i < count; i++) {
      this.doc.switchToPage(start + i)
      this.doc.markContent('Artifact', { type: 'Pagination' } as never)
      const text = `${this.head.footer} – ${this.head.pageText(i + 1, count)}`
      this.write(text, { size: 8.5, colour: GREY, x: MARGIN, y: BOTTOM + 24 })
      this.doc.endMarkedContent()
    }
  }
}
