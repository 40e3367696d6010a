/**
 * A workbook's sheet, tag by tag, into lines of plain cells: formulas by their last result, formatted texts whole,
 * days as days, merged cells on each of their lines.
 */

import type { XmlHandler } from '#app/domain/files/xml-pieces.ts'
import { attribute } from '#app/domain/files/xml-pieces.ts'
import { ImportRefused, type ReadLimits } from './import-refused.ts'
import { type Shown, shownNumber } from './number-format.ts'
import type { Cell, SourceRow } from './source-table.ts'

/** What a formula says whose result the workbook does not hold: one written by a program and never opened. */
export const NEVER_COMPUTED = '#CALCUL!'

export interface SheetFormats {
  /** By the number of a cell's style. */
  styles: readonly (Shown | undefined)[]
  texts: readonly string[]
  is1904: boolean
}

/** Lines from one to the other share the value of the first, in one column. */
export interface MergedDown {
  column: number
  from: number
  to: number
}

/** Texts of a shared or inline string: readings above East Asian words (`rPh`) are no part of it. */
export class TextCollector {
  #parts = ''
  #inText = false
  #inReading = 0

  open(name: string): void {
    if (name === 'rPh') this.#inReading++
    else if (name === 't') this.#inText = this.#inReading === 0
  }

  close(name: string): void {
    if (name === 'rPh') this.#inReading--
    else if (name === 't') this.#inText = false
  }

  text(text: string): void {
    if (this.#inText) this.#parts += text
  }

  take(): string {
    const whole = this.#parts
    this.#parts = ''
    return plainText(whole)
  }
}

/** Signs that XML cannot hold are written by their number (ECMA-376-1 §22.4.2.4); line ends are spaces here. */
function plainText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([\dA-F]{4})_/gi, (_, hex: string) => {
    const code = Number.parseInt(hex, 16)
    return code < 32 || code === 0xa0 ? ' ' : String.fromCharCode(code)
  })
}

export class SheetRows implements XmlHandler {
  /** Lines that are complete; the caller takes them away. */
  rows: SourceRow[] = []
  /** Lines with something in them that the sheet hides. */
  hidden = 0
  readonly #formats: SheetFormats
  readonly #limits: ReadLimits
  readonly #merged: Map<number, MergedDown[]>
  readonly #carried = new Map<MergedDown, Cell>()
  readonly #collector = new TextCollector()
  #inData = false
  #line = 0
  #isHidden = false
  #cells: Cell[] = []
  #met = 0
  #column = -1
  #type = ''
  #style = 0
  #hasFormula = false
  #inValue = false
  #value = ''

  constructor(formats: SheetFormats, limits: ReadLimits, merged: readonly MergedDown[] = []) {
    this.#formats = formats
    this.#limits = limits
    this.#merged = Map.groupBy(merged, ({ from }) => from)
  }

  open(name: string, attributes: string): void {
    if (name === 'c') this.#openCell(attributes)
    else if (name === 'v') this.#inValue = true
    else if (name === 'f') this.#hasFormula = true
    else if (name === 'row') this.#openRow(attributes)
    else if (name === 'sheetData') this.#inData = true
    else if (name === 'dimension') this.#checkWidth(attributes)
    else this.#collector.open(name)
  }

  close(name: string): void {
    if (name === 'c') this.#closeCell()
    else if (name === 'v') this.#inValue = false
    else if (name === 'row') this.#closeRow()
    else if (name === 'sheetData') this.#inData = false
    else this.#collector.close(name)
  }

  text(text: string): void {
    if (this.#inValue) this.#value += text
    else this.#collector.text(text)
  }

  /** The sheet says its size at its beginning: one with a million columns is refused before a single cell is built. */
  #checkWidth(attributes: string): void {
    if (/:[A-Z]{4,}\d/.test(attribute(attributes, 'ref') ?? '')) this.#tooWide()
  }

  #tooWide(): never {
    throw new ImportRefused('too-many-columns', { columns: this.#limits.columns })
  }

  #openRow(attributes: string): void {
    if (!this.#inData) return
    const said = Number(attribute(attributes, 'r'))
    this.#line = said > this.#line ? said : this.#line + 1
    const hidden = attribute(attributes, 'hidden')
    this.#isHidden = hidden === '1' || hidden === 'true'
    this.#cells = []
    this.#column = -1
    this.#met = 0
  }

  #openCell(attributes: string): void {
    if (++this.#met > this.#limits.lineCells) this.#tooWide()
    const place = attribute(attributes, 'r')
    this.#column = place ? columnOf(place) : this.#column + 1
    if (this.#column >= this.#limits.lineCells) this.#tooWide()
    this.#type = attribute(attributes, 't') ?? 'n'
    this.#style = Number(attribute(attributes, 's') ?? 0)
    this.#hasFormula = false
    this.#value = ''
  }

  #closeCell(): void {
    if (!this.#inData) return
    const cell = this.#cell()
    if (cell === null || (typeof cell === 'string' && !cell.trim())) return
    if (this.#column >= this.#limits.columns) this.#tooWide()
    while (this.#cells.length < this.#column) this.#cells.push(null)
    this.#cells[this.#column] = cell
  }

  #cell(): Cell {
    const { texts, styles, is1904 } = this.#formats
    const value = this.#value
    if (this.#type === 'inlineStr') return this.#collector.take() || plainText(value) || null
    if (value === '') return this.#hasFormula && this.#type !== 'str' ? NEVER_COMPUTED : null
    if (this.#type === 's') return texts[Number(value)] ?? null
    if (this.#type === 'b') return value.trim() === '1' || value.trim() === 'true'
    if (this.#type === 'd') return /^\d{4}-\d\d-\d\d/.test(value) ? value.slice(0, 10) : value
    if (this.#type !== 'n') return plainText(value)
    const number = Number(value)
    return Number.isFinite(number) ? shownNumber(number, styles[this.#style], is1904) : value
  }

  #closeRow(): void {
    if (!this.#inData || !this.#cells.length) return
    this.#fillMerged()
    if (this.#isHidden) this.hidden++
    this.rows.push({ line: this.#line, cells: this.#cells })
  }

  #fillMerged(): void {
    for (const range of this.#merged.get(this.#line) ?? []) this.#carried.set(range, this.#cells[range.column] ?? null)
    for (const [range, value] of this.#carried) {
      if (this.#line > range.to) this.#carried.delete(range)
      else if (value !== null && (this.#cells[range.column] ?? null) === null) {
        while (this.#cells.length < range.column) this.#cells.push(null)
        this.#cells[range.column] = value
      }
    }
  }
}

/** @returns the column of « AB12 », from 0 */
export function columnOf(place: string): number {
  let column = 0
  for (let at = 0; at < place.length; at++) {
    const sign = place.charCodeAt(at) & ~32
    if (sign < 65 || sign > 90) break
    column = column * 26 + sign - 64
  }
  return column - 1
}
