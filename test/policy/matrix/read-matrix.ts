/**
 * Reads the hand-written matrix as its README says: CSV decisions in, one expectation per cell out. Knows no tenant
 * file and no policy.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AUDIENCES, type Audience, CHANNELS, type Channel } from '#app/vocabulary/audiences.ts'
import { CRITERION_IDS } from '#app/vocabulary/criteria.ts'
import { FIELD_GROUPS, FIELD_IDS } from '#app/vocabulary/fields.ts'

export type MatrixRelation = 'stranger' | 'reticent' | 'friend' | 'self' | 'sister' | 'sister-reticent'

/** One question with its answer. `field` may be `status=deceased`, `role` may end in `+pass` or `+contact`. */
export interface MatrixCell {
  role: string
  relation: MatrixRelation
  field: string
  channel: Channel
  audience: Audience | 'default'
  expected: boolean
  cite: string
  /** Line of the file that decided. */
  line: number
}

export interface CriterionCell {
  role: string
  criterion: string
  allowed: boolean
  cite: string
  line: number
}

interface Sheet {
  roles: string[]
  sister?: string
  sets: Record<string, string[]>
  rows: { line: number; cells: Record<string, string> }[]
}

const FOLDER = import.meta.dirname
const FIELDS: string[] = [...FIELD_IDS, 'status=deceased']
const CHOICES = ['default', ...AUDIENCES] as const
const PEOPLE = ['member', 'adherent', 'manager', 'admin']

/**
 * @returns every cell that must be tested for the system, each decided by the last line that names it, and its sister
 * association.
 */
export function readMatrix(slug: string): { cells: MatrixCell[]; sister?: string } {
  const sheet = readSheet(`${slug}.csv`)
  const cells = new Map<string, MatrixCell>()
  for (const { line, cells: row } of sheet.rows) {
    const expected = yesOrNo(row.expected!, line)
    for (const role of rolesOf(sheet, row.role!))
      for (const relation of words(row.relation!, relationsOf(sheet, role), line, ALL_RELATIONS))
        for (const field of fieldsOf(sheet, row.field!, line))
          for (const channel of words(
            row.channel!,
            relation.startsWith('sister') ? ['site'] : CHANNELS,
            line,
            CHANNELS,
          ))
            for (const audience of audiencesOf(row.audience!, line)) {
              if (role.includes('+') && row.role === '*') continue
              const cell = { role, relation, field, channel, audience, expected, cite: row.cite!, line } as MatrixCell
              cells.set([role, relation, field, channel, audience].join(' '), cell)
            }
  }
  return { cells: [...cells.values()], ...(sheet.sister ? { sister: sheet.sister } : {}) }
}

/** @returns one cell per role and criterion, `annuaire` and `federation` included. */
export function readCriteria(slug: string): CriterionCell[] {
  const sheet = readSheet(`${slug}.criteria.csv`)
  const all = ['annuaire', ...CRITERION_IDS, 'federation']
  const cells = new Map<string, CriterionCell>()
  for (const { line, cells: row } of sheet.rows)
    for (const role of rolesOf(sheet, row.role!))
      for (const criterion of words(row.criterion!, all, line))
        cells.set(`${role} ${criterion}`, {
          role,
          criterion,
          allowed: yesOrNo(row.allowed!, line),
          cite: row.cite!,
          line,
        })
  return [...cells.values()]
}

const ALL_RELATIONS: MatrixRelation[] = ['stranger', 'reticent', 'friend', 'self', 'sister', 'sister-reticent']

function readSheet(file: string): Sheet {
  const sheet: Sheet = { roles: [], sets: {}, rows: [] }
  let heading: string[] | undefined
  for (const [index, text] of readFileSync(join(FOLDER, file), 'utf8').split('\n').entries()) {
    const [, key, rest] = /^#(roles|sister|set) (.+)$/.exec(text) ?? []
    if (key === 'roles') sheet.roles = rest!.split('|')
    else if (key === 'sister') sheet.sister = rest!
    else if (key === 'set') sheet.sets[rest!.split(' = ')[0]!] = rest!.split(' = ')[1]!.split('|')
    if (!text || text.startsWith('#')) continue
    const cells = text.split(',')
    if (!heading) heading = cells
    else if (cells.length !== heading.length) throw new Error(`${file}:${index + 1}: ${cells.length} cells`)
    else sheet.rows.push({ line: index + 1, cells: Object.fromEntries(heading.map((name, i) => [name, cells[i]!])) })
  }
  return sheet
}

function rolesOf(sheet: Sheet, cell: string): string[] {
  const roles = cell === '*' ? sheet.roles : cell.split('|')
  for (const role of roles) if (!sheet.roles.includes(role.split('+')[0]!)) throw new Error(`${role} is not in #roles`)
  return roles
}

function relationsOf(sheet: Sheet, role: string): MatrixRelation[] {
  const sister: MatrixRelation[] = sheet.sister ? ['sister', 'sister-reticent'] : []
  if (sheet.roles.includes('federation-admin')) return sister
  const own: MatrixRelation[] = PEOPLE.includes(role.split('+')[0]!)
    ? ['stranger', 'reticent', 'friend', 'self']
    : ['stranger', 'reticent']
  return [...own, ...sister]
}

function fieldsOf(sheet: Sheet, cell: string, line: number): string[] {
  const spell = (word: string): string[] => {
    if (word === '*') return FIELDS
    if (word === 'identity') return [...FIELD_GROUPS.identity, 'status=deceased']
    const named = sheet.sets[word] ?? (FIELD_GROUPS as Record<string, readonly string[]>)[word]
    if (named) return named.flatMap(spell)
    if (!FIELDS.includes(word)) throw new Error(`line ${line}: “${word}” is no field, theme or set`)
    return [word]
  }
  const parts = cell.split('|')
  const taken = parts.filter((part) => !part.startsWith('-'))
  const left = new Set(parts.filter((part) => part.startsWith('-')).flatMap((part) => spell(part.slice(1))))
  return (taken.length ? taken : ['*']).flatMap(spell).filter((field) => !left.has(field))
}

function audiencesOf(cell: string, line: number): string[] {
  if (cell === '*') return [...CHOICES]
  return cell.split('|').flatMap((part) => {
    const [from, to] = part.split('..')
    if (!to) return words(part, CHOICES, line)
    const [a, b] = [from, to].map((word) => AUDIENCES.indexOf(word as Audience)) as [number, number]
    if (a < 0 || b < a) throw new Error(`line ${line}: “${part}” is no range of audiences`)
    return AUDIENCES.slice(a, b + 1)
  })
}

/** Words of the cell that apply here; a word that applies nowhere is a mistake. */
function words<T extends string>(
  cell: string,
  here: readonly T[],
  line: number,
  anywhere: readonly string[] = here,
): T[] {
  if (cell === '*') return [...here]
  for (const word of cell.split('|')) if (!anywhere.includes(word)) throw new Error(`line ${line}: “${word}”?`)
  return here.filter((word) => cell.split('|').includes(word))
}

function yesOrNo(word: string, line: number): boolean {
  if (word !== 'yes' && word !== 'no') throw new Error(`line ${line}: yes or no, not “${word}”`)
  return word === 'yes'
}
