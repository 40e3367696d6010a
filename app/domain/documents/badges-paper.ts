/** Badges of an event: A4, ten on a page to be cut out, tagged in the order of the names. */
import { finished } from 'node:stream/promises'
import PDFDocument from 'pdfkit'
import type { PaperLook } from './invoice-paper.ts'
import { fontFiles, runsOf, type Weight } from './paper-fonts.ts'

export interface BadgesPiece {
  association: string
  event: string
  /** Empty: to be filled in by hand. */
  names: readonly string[]
  at: Date
}

/** Points: two columns of five, with the margins of a printer. */
const [WIDTH, HEIGHT, LEFT, TOP, COLUMNS, ROWS] = [255, 148, 42, 50, 2, 5]
const LARGE = 20
const SMALL = 11
const INSET = 14

type Doc = PDFKit.PDFDocument

function write(doc: Doc, text: string, at: { y: number; x: number; size: number; weight: Weight; colour: string }) {
  const runs = runsOf(text)
  doc.fillColor(at.colour).fontSize(at.size)
  for (const [i, run] of runs.entries()) {
    doc.font(`${at.weight}-${run.part}`)
    const options = { width: WIDTH - 2 * INSET, height: HEIGHT / 2, ellipsis: true, continued: i < runs.length - 1 }
    if (i === 0) doc.text(run.text, at.x + INSET, at.y, options)
    else doc.text(run.text, options)
  }
}

/** @returns the largest size at which a name stands on two lines */
function sizeOf(doc: Doc, name: string): number {
  for (let size = LARGE; size > SMALL; size -= 1)
    if (
      doc
        .font('bold-latin')
        .fontSize(size)
        .heightOfString(name, { width: WIDTH - 2 * INSET }) <=
      size * 2.8
    )
      return size
  return SMALL
}

function badge(doc: Doc, root: PDFKit.PDFStructureElement, n: number, { name, event, colour }: Record<string, string>) {
  const place = n % (COLUMNS * ROWS)
  if (n > 0 && place === 0) doc.addPage()
  const x = LEFT + (place % COLUMNS) * WIDTH
  const y = TOP + Math.floor(place / COLUMNS) * HEIGHT
  doc.markContent('Artifact', { type: 'Layout' } as never)
  doc.rect(x, y, WIDTH, HEIGHT).lineWidth(0.4).dash(3, { space: 3 }).strokeColor('#b3b3b3').stroke().undash()
  doc.endMarkedContent()
  const size = sizeOf(doc, name!)
  if (name)
    root.add(doc.struct('P', {}, () => write(doc, name, { x, y: y + 40, size, weight: 'bold', colour: '#1a1a1a' })))
  root.add(
    doc.struct('P', {}, () => write(doc, event!, { x, y: y + 110, size: SMALL, weight: 'regular', colour: colour! })),
  )
}

/** @returns the PDF */
export async function badgesPaper(piece: BadgesPiece, { t, language, colour }: PaperLook): Promise<Buffer> {
  const { event, association, at } = piece
  const fonts = fontFiles()
  const doc = new PDFDocument({
    ...{ size: 'A4', margin: 0, pdfVersion: '1.7', subset: 'PDF/A-3a', tagged: true, displayTitle: true },
    lang: language === 'en' ? 'en-GB' : 'fr-FR',
    font: fonts['regular-latin'],
    info: {
      ...{ Title: t('papers:badges.title', { event }), Author: association, Creator: 'Alumni' },
      ...{ CreationDate: at, ModDate: at },
    },
  } as PDFKit.PDFDocumentOptions)
  for (const [name, path] of Object.entries(fonts)) doc.registerFont(name, path)
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const root = doc.struct('Document')
  doc.addStructure(root)
  for (const [n, name] of piece.names.entries()) badge(doc, root, n, { name, event, colour })
  root.end()
  const done = finished(doc)
  doc.end()
  await done
  return Buffer.concat(chunks)
}
