/**
 * The printed directory as a PDF: A4 in three columns, tagged, with bookmarks; pages leave as they are full, so that
 * their number costs little memory. Running heads, page numbers and the mark of the copy are artifacts: a screen reader
 * reads entries alone.
 */
import PDFDocument from 'pdfkit'
import { fontFiles, type Weight } from '#app/domain/documents/paper-fonts.ts'
import {
  BOTTOM,
  type BookHead,
  COLUMN,
  COLUMNS,
  GAP,
  LEADING,
  type Line,
  MARGIN,
  markForm,
  PAGE,
  SIZE,
  TOP,
} from './book-page.ts'
import { TypeSetter } from './set-type.ts'

type Doc = PDFKit.PDFDocument
type Element = PDFKit.PDFStructureElement
type Outline = PDFKit.PDFOutline

const INK = '#1a1a1a'
const GREY = '#4d4d4d'

/** One directory being written: its bytes leave by `doc`, a stream. */
export class Book {
  readonly doc: Doc
  /** The page being written, from 1. */
  page = 1
  /** The object to which a copy gives other words (copy-mark.ts). */
  readonly mark: number
  private readonly head: BookHead
  private readonly type: TypeSetter
  private readonly root: Element
  private section: Element
  private chapter: Outline | undefined
  private readonly form: object
  private column = 0
  private y = TOP
  /** Where the page's columns begin: lower under the title of a part. */
  private top = TOP
  private running = { chapter: '', first: '', last: '' }

  constructor(head: BookHead) {
    this.head = head
    const fonts = fontFiles()
    this.doc = new PDFDocument({
      ...{ size: 'A4', margins: { top: MARGIN, bottom: 0, left: MARGIN, right: MARGIN }, pdfVersion: '1.7' },
      ...{ tagged: true, displayTitle: true, lang: head.language === 'en' ? 'en-GB' : 'fr-FR' },
      // None opened by the way: a file opened under two names is read again at each change of fonts.
      font: null as never,
      info: { Title: head.title, Author: head.author, Creator: 'Alumni', CreationDate: head.at, ModDate: head.at },
    })
    for (const [name, path] of Object.entries(fonts)) this.doc.registerFont(name, path)
    this.type = new TypeSetter(this.doc)
    this.root = this.doc.struct('Document')
    this.doc.addStructure(this.root)
    this.section = this.newSection()
    const { form, number } = markForm(this.doc)
    this.form = form
    this.mark = number
  }

  /** The first page: the association's face. @param logo PNG */
  cover({ logo, lines }: { logo: Buffer | undefined; lines: readonly string[] }): void {
    const { doc, head } = this
    this.artifact('Layout', () => {
      doc.rect(0, 0, PAGE.width, 18).fill(head.colour)
      doc.rect(0, PAGE.height - 18, PAGE.width, 18).fill(head.colour)
    })
    if (logo) this.tag('Figure', () => doc.image(logo, MARGIN, 120, { fit: [220, 110] }), { alt: head.author })
    doc.fillColor(head.colour)
    this.tag('H1', () => this.paragraph(head.title, { y: 300, size: 34, weight: 'bold' }))
    doc.fillColor(INK)
    for (const line of lines) this.tag('P', () => this.paragraph(line, { y: doc.y + 10, size: 15 }))
    this.foot()
  }

  /** A page of running text: what one may do with the directory. */
  notes(title: string, paragraphs: readonly string[]): void {
    this.newPage()
    this.beginChapter(title)
    this.tag('H1', () => this.paragraph(title, { y: TOP, size: 18, weight: 'bold' }))
    for (const text of paragraphs) this.tag('P', () => this.paragraph(text, { y: this.doc.y + 9, size: 10.5 }))
    this.foot()
  }

  /** Begins a part on a new page: it is a bookmark, and stands in the running heads. */
  part(title: string): void {
    this.endPage()
    this.newPage()
    this.running = { chapter: title, first: '', last: '' }
    this.beginChapter(title)
    this.tag('H1', () => this.paragraph(title, { y: TOP, size: 18, weight: 'bold' }))
    this.column = 0
    this.y = this.top = Math.ceil(this.doc.y + 8)
  }

  /** A heading within a part, a letter or a town; `bookmark` where readers jump to it. */
  heading(text: string, { size = 11, bookmark = true }: { size?: number; bookmark?: boolean } = {}): void {
    const lines = this.type.lines(text, 'bold', size, COLUMN)
    const height = lines.length * (size + 2) + 6
    this.room(height + 3 * LEADING)
    if (bookmark) {
      this.section.end()
      this.section = this.newSection()
      this.chapter?.addItem(text, { fit: true } as never)
    }
    this.y += 4
    this.doc.fillColor(this.head.colour)
    this.tag('H2', () => {
      for (const line of lines) {
        this.type.draw(line, { x: this.x, y: this.y, weight: 'bold', size })
        this.y += size + 2
      }
    })
    this.doc.fillColor(INK)
    this.y += 2
  }

  /**
   * Sets lines that stay in one column.
   * @param name in the running head: the page's first and last
   * @returns the page on which they stand
   */
  block(lines: readonly Line[], name = ''): number {
    const set = lines.flatMap((line) => this.broken(line))
    this.room(set.length * LEADING + (name ? 3 : 0))
    this.set(set)
    if (name) {
      this.y += 3
      this.running.first ||= name
      this.running.last = name
    }
    return this.page
  }

  /** Sets lines that may go on in the next column: of an index. */
  flow(lines: readonly Line[]): void {
    let waiting: Line[] = []
    let height = 0
    const settle = () => {
      if (waiting.length > 0) this.set(waiting)
      waiting = []
      height = 0
    }
    for (const line of lines) {
      const own = this.broken(line)
      if (this.y + height + own.length * LEADING > BOTTOM) {
        settle()
        this.room(own.length * LEADING)
      }
      waiting.push(...own)
      height += own.length * LEADING
    }
    settle()
  }

  /** Closes the file. */
  end(): void {
    this.endPage()
    this.section.end()
    this.root.end()
    this.doc.end()
  }

  /** One element of the tagged text. */
  private set(lines: readonly Line[]): void {
    this.tag('P', () => {
      for (const { text, weight = 'regular', right } of lines) {
        this.type.draw(text, { x: this.x, y: this.y, weight, size: SIZE })
        if (right) {
          const from = this.x + COLUMN - this.type.width(right, 'regular', SIZE)
          this.type.draw(right, { x: from, y: this.y, weight: 'regular', size: SIZE })
        }
        this.y += LEADING
      }
    })
  }

  private get x(): number {
    return MARGIN + this.column * (COLUMN + GAP)
  }

  /** Lines of the column's width; a page stands beside the last, and a second line is set in. */
  private broken({ text, weight = 'regular', right }: Line): Line[] {
    const room = COLUMN - (right ? this.type.width(`  ${right}`, 'regular', SIZE) : 0)
    const lines: Line[] = this.type.lines(text, weight, SIZE, room).map((one) => ({ text: one, weight }))
    const last = lines.at(-1)
    if (last && right) last.right = right
    return lines
  }

  /** Goes to the next column, or page, where less than this is left. */
  private room(points: number): void {
    if (this.y + points <= BOTTOM || this.y === this.top) return
    this.column++
    if (this.column >= COLUMNS) {
      this.endPage()
      this.newPage()
      this.running = { ...this.running, first: '', last: '' }
      this.column = 0
      this.top = TOP
    }
    this.y = this.top
  }

  private newPage(): void {
    this.doc.addPage()
    this.doc.fillColor(INK)
    this.page++
  }

  /** Heads and feet are known when the page is full. */
  private endPage(): void {
    const { chapter, first, last } = this.running
    if (!chapter) return
    const words = first === last ? first : `${first} – ${last}`
    this.artifact('Pagination', () => {
      this.doc.fillColor(GREY)
      this.type.draw(chapter, { x: MARGIN, y: 32, weight: 'regular', size: 8.5 })
      const [shown = ''] = this.type.lines(words, 'bold', 8.5, 2 * COLUMN)
      const x = PAGE.width - MARGIN - this.type.width(shown, 'bold', 8.5)
      this.type.draw(shown, { x, y: 32, weight: 'bold', size: 8.5 })
      this.doc
        .moveTo(MARGIN, 46)
        .lineTo(PAGE.width - MARGIN, 46)
        .lineWidth(0.8)
        .strokeColor(this.head.colour)
        .stroke()
    })
    this.foot()
  }

  private foot(): void {
    this.artifact('Pagination', () => {
      this.doc.fillColor(GREY)
      const y = BOTTOM + 14
      this.type.draw(this.head.foot, { x: MARGIN, y, weight: 'regular', size: 7.5 })
      const number = String(this.page)
      const x = PAGE.width - MARGIN - this.type.width(number, 'bold', 9)
      this.type.draw(number, { x, y: y - 1, weight: 'bold', size: 9 })
      ;(this.doc.page as unknown as { xobjects: Record<string, object> }).xobjects.Mark = this.form
      // Pages are drawn from the top; the mark is upright.
      this.doc.addContent(`q 1 0 0 -1 ${MARGIN} ${y + 18} cm /Mark Do Q`)
    })
  }

  private beginChapter(title: string): void {
    this.section.end()
    this.section = this.newSection()
    this.chapter = this.doc.outline.addItem(title, { fit: true, expanded: false } as never)
  }

  private newSection(): Element {
    const section = this.doc.struct('Sect')
    this.root.add(section)
    return section
  }

  private paragraph(text: string, { y, size, weight = 'regular' }: { y: number; size: number; weight?: Weight }): void {
    let top = y
    for (const line of this.type.lines(text, weight, size, PAGE.width - 2 * MARGIN)) {
      this.type.draw(line, { x: MARGIN, y: top, weight, size })
      top += size * 1.35
    }
    this.doc.y = top
  }

  private tag(kind: string, write: () => void, options: { alt?: string } = {}): void {
    const element = this.doc.struct(kind, options)
    this.section.add(element)
    element.add(write)
    element.end()
  }

  private artifact(type: 'Layout' | 'Pagination', draw: () => void): void {
    this.doc.markContent('Artifact', { type } as never)
    draw()
    this.doc.endMarkedContent()
  }
}
