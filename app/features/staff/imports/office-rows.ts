/**
 * Sheets of OpenDocument files (.ods, .fods) and of Excel 2003’s XML, tag by tag, into lines of plain cells. Both name
 * their sheets and hold all of them in one document.
 */

import { attribute, type XmlHandler } from '#app/domain/files/xml-pieces.ts'
import { ImportRefused, type ReadLimits } from './import-refused.ts'
import { NEVER_COMPUTED } from './sheet-rows.ts'
import type { Cell, SourceRow } from './source-table.ts'

/** Reads one sheet of a document; `rows` are those that are complete. */
export interface OfficeRows extends XmlHandler {
  rows: SourceRow[]
  /** The sheet has ended: what follows is of others. */
  isDone: boolean
}

/** One line being filled: cells that repeat, and values that hold for lines below. */
class LineBuilder {
  rows: SourceRow[] = []
  line = 0
  column = 0
  #cells: Cell[] = []
  readonly #below = new Map<number, { cell: Cell; lines: number }>()
  readonly #limits: ReadLimits

  constructor(limits: ReadLimits) {
    this.#limits = limits
  }

  put(cell: Cell, { times = 1, down = 1 }: { times?: number; down?: number } = {}): void {
    const isBlank = cell === null || (typeof cell === 'string' && !cell.trim())
    if (!isBlank) {
      if (this.column + times > this.#limits.columns)
        throw new ImportRefused('too-many-columns', { columns: this.#limits.columns })
      while (this.#cells.length < this.column) this.#cells.push(null)
      for (let i = 0; i < times; i++) this.#cells[this.column + i] = cell
      if (down > 1) this.#below.set(this.column, { cell, lines: down })
    }
    this.column += times
  }

  end(times: number): void {
    const cells = this.#cells
    if (cells.length)
      for (const [column, { cell }] of this.#below) {
        while (cells.length <= column) cells.push(null)
        cells[column] ??= cell
      }
    for (let i = 0; i < times; i++) {
      if (cells.length) this.rows.push({ line: this.line + 1 + i, cells })
      if (cells.length && this.rows.length > this.#limits.rows)
        throw new ImportRefused('too-many-rows', { rows: this.#limits.rows })
      else if (!cells.length) break
    }
    this.line += times
    for (const [column, below] of this.#below) {
      below.lines -= times
      if (below.lines < 1) this.#below.delete(column)
    }
    this.#cells = []
    this.column = 0
  }
}

const many = (text: string | undefined): number => Math.max(1, Math.trunc(Number(text ?? 1)) || 1)
/** Notes and drawings hold paragraphs too, which are no part of the cell. */
const BESIDE = new Set(['annotation', 'frame', 'shapes', 'control', 'ruby-text', 'custom-shape'])

export class OdsRows implements OfficeRows {
  isDone = false
  readonly #sheet: string
  readonly #builder: LineBuilder
  #isMine = false
  #rowTimes = 1
  #beside = 0
  #cell = ''
  #paragraphs = 0
  #inText = 0
  #text = ''

  constructor(sheet: string, limits: ReadLimits) {
    this.#sheet = sheet
    this.#builder = new LineBuilder(limits)
  }

  get rows(): SourceRow[] {
    return this.#builder.rows
  }

  set rows(rows: SourceRow[]) {
    this.#builder.rows = rows
  }

  open(name: string, attributes: string): void {
    if (name === 'table') this.#isMine ||= attribute(attributes, 'name') === this.#sheet
    if (!this.#isMine || this.isDone) return
    if (BESIDE.has(name)) this.#beside++
    if (this.#beside > 0) return
    if (name === 'table-row') this.#rowTimes = many(attribute(attributes, 'number-rows-repeated'))
    else if (name === 'table-cell' || name === 'covered-table-cell') {
      ;[this.#cell, this.#text, this.#paragraphs] = [attributes, '', 0]
    } else if (name === 'p') {
      if (this.#paragraphs++ > 0) this.#text += '\n'
      this.#inText++
    } else if (name === 's') this.#text += ' '.repeat(Math.min(100, many(attribute(attributes, 'c'))))
    else if (name === 'tab') this.#text += ' '
    else if (name === 'line-break') this.#text += '\n'
  }

  close(name: string): void {
    if (!this.#isMine || this.isDone) return
    if (BESIDE.has(name)) this.#beside--
    else if (this.#beside > 0) return
    else if (name === 'p') this.#inText--
    else if (name === 'table-row') this.#builder.end(this.#rowTimes)
    else if (name === 'table') this.isDone = true
    else if (name === 'covered-table-cell')
      this.#builder.column += many(attribute(this.#cell, 'number-columns-repeated'))
    else if (name === 'table-cell') {
      const times = many(attribute(this.#cell, 'number-columns-repeated'))
      this.#builder.put(this.#value(), { times, down: many(attribute(this.#cell, 'number-rows-spanned')) })
    }
  }

  text(text: string): void {
    if (this.#inText > 0 && this.#beside === 0) this.#text += text
  }

  #value(): Cell {
    const said = (name: string) => attribute(this.#cell, name)
    const type = said('value-type')
    if (type === undefined) return this.#text || (said('formula') ? NEVER_COMPUTED : null)
    if (type === 'date') return said('date-value')?.slice(0, 10) ?? this.#text
    if (type === 'boolean') return said('boolean-value') === 'true'
    if (type === 'float' || type === 'currency' || type === 'percentage') return this.#number(said('value'))
    return this.#text || said('string-value') || null
  }

  /** Zeros in front are seen in the text alone. */
  #number(value: string | undefined): Cell {
    const number = value === undefined ? Number.NaN : Number(value)
    if (!Number.isFinite(number)) return this.#text || null
    const shown = this.#text.replace(/\s/g, '')
    return /^0\d+$/.test(shown) && Number(shown) === number ? shown : number
  }
}

/** Excel 2003’s own XML (« Feuille de calcul XML »). */
export class Xml2003Rows implements OfficeRows {
  isDone = false
  readonly #sheet: string
  readonly #builder: LineBuilder
  #isMine = false
  #inComment = false
  #inData = false
  #type = ''
  #text = ''
  #cell = ''

  constructor(sheet: string, limits: ReadLimits) {
    this.#sheet = sheet
    this.#builder = new LineBuilder(limits)
  }

  get rows(): SourceRow[] {
    return this.#builder.rows
  }

  set rows(rows: SourceRow[]) {
    this.#builder.rows = rows
  }

  open(name: string, attributes: string): void {
    if (name === 'Worksheet') this.#isMine = attribute(attributes, 'Name') === this.#sheet
    if (!this.#isMine || this.isDone) return
    if (name === 'Comment') this.#inComment = true
    else if (name === 'Row') {
      const said = Number(attribute(attributes, 'Index'))
      if (said > this.#builder.line + 1) this.#builder.line = said - 1
    } else if (name === 'Cell') {
      const said = Number(attribute(attributes, 'Index'))
      if (said > this.#builder.column) this.#builder.column = said - 1
      ;[this.#cell, this.#type, this.#text] = [attributes, '', '']
    } else if (name === 'Data' && !this.#inComment) {
      this.#inData = true
      this.#type = attribute(attributes, 'Type') ?? 'String'
    }
  }

  close(name: string): void {
    if (!this.#isMine || this.isDone) return
    if (name === 'Data') this.#inData = false
    else if (name === 'Comment') this.#inComment = false
    else if (name === 'Row') this.#builder.end(1)
    else if (name === 'Worksheet') this.isDone = true
    else if (name === 'Cell') {
      this.#builder.put(this.#value(), { down: 1 + Number(attribute(this.#cell, 'MergeDown') ?? 0) })
      this.#builder.column += Number(attribute(this.#cell, 'MergeAcross') ?? 0)
    }
  }

  text(text: string): void {
    if (this.#inData) this.#text += text
  }

  #value(): Cell {
    if (this.#type === '') return attribute(this.#cell, 'Formula') ? NEVER_COMPUTED : null
    if (this.#type === 'Boolean') return this.#text.trim() === '1'
    if (this.#type === 'DateTime') return this.#text.slice(0, 10)
    const number = Number(this.#text)
    return this.#type === 'Number' && this.#text && Number.isFinite(number) ? number : this.#text || null
  }
}
