/** Lays field values on a person's source rows: every field id is routed to the row that owns it. Pure. */
import { uuidv7 } from '#app/db/uuid.ts'
import { fold } from '#app/i18n/fold.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { type FieldId, fieldKind } from '#app/vocabulary/fields.ts'
import { HELPS } from '#app/vocabulary/helps.ts'
import {
  COORDINATES,
  type Coordinate,
  DIPLOMA_FIELDS,
  type DiplomaField,
  type DiplomaSource,
  EMAIL_FIELDS,
  type EmailField,
  type EmailKind,
  type PersonSource,
  POSITION_FIELDS,
  type PositionField,
  type PositionSource,
} from './person-source.ts'
import { currentPosition, preferredEmail } from './projection.ts'

/** New values by field; null takes one away. Coordinates in degrees. */
export type ValueChanges = Partial<Record<FieldId | Coordinate, unknown>>

/** How secret fields are sealed and compared; the key stays with the caller. */
export interface Seal {
  seal(text: string): string
  open(sealed: string): string
}

/**
 * Changes `source` in place.
 * @throws TypeError for a value that the field cannot hold, or a field that has an editor of its own (`familyTies`)
 */
export function applyValues(source: PersonSource, changes: ValueChanges, seal: Seal): void {
  const fields = Object.keys(changes) as (FieldId | Coordinate)[]
  // Which position is the current one is asked once: clearing its start would make another running one the current.
  const held: Held = { current: currentPosition(source.positions) }
  // The company before what belongs to it: a new name begins a new company, whose address is not the old one's.
  for (const field of fields.sort((a, b) => Number(b === 'company') - Number(a === 'company')))
    applyOne({ source, held }, field, changes[field], seal)
  source.positions = source.positions.filter((position) => position.endedOn !== null || holdsSomething(position))
}

/** The position that values of the current one go to, until all are applied. */
interface Held {
  current: PositionSource | undefined
}

type Target = { source: PersonSource; held: Held }

function applyOne({ source, held }: Target, field: FieldId | Coordinate, raw: unknown, seal: Seal): void {
  if (isOneOf(COORDINATES, field)) {
    source.coordinates[field] = typeof raw === 'number' && Number.isFinite(raw) ? raw : null
    return
  }
  const value = field === 'canHelp' ? helps(raw) : clean(field, raw)
  if (isOneOf(DIPLOMA_FIELDS, field)) setDiploma(source, field, value)
  else if (isOneOf(POSITION_FIELDS, field)) setPosition({ source, held }, field, value as string | null)
  else if (isOneOf(EMAIL_FIELDS, field)) setEmail(source, field, value as string | null)
  else if (field === 'invalidEmail') setInvalid(source, value === true)
  else if (field === 'otherDiplomas') setOtherDiplomas(source, records(value))
  else if (field === 'workHistory') setHistory({ source, held }, records(value))
  else if (field === 'familyTies') throw new TypeError('family ties have an editor of their own')
  else if (field === 'iesfCode') setSecret(source, value as string | null, seal)
  else source.own[field] = value
}

/** PostgreSQL takes no NUL, and control signs are never meant. */
const CONTROL = /[^\P{Cc}\n\t]+/gu

/**
 * @returns the value in the form the field is stored in; null for nothing
 * @throws TypeError where the field cannot hold it
 */
export function clean(field: FieldId, raw: unknown): unknown {
  if (raw === null || raw === undefined) return null
  const kind = fieldKind(field)
  if (kind === 'boolean' && typeof raw === 'boolean') return raw
  if (kind === 'year' && Number.isInteger(Number(raw))) return raw === '' ? null : Number(raw)
  if (kind === 'list' && Array.isArray(raw)) return raw.map((one) => cleanText(one)).filter((one) => one !== null)
  if (kind === 'list' && typeof raw === 'string') return cleanText(raw) === null ? [] : [cleanText(raw)]
  if (kind === 'records' && typeof raw === 'string') return cleanText(raw)
  if ((kind === 'links' || kind === 'records') && Array.isArray(raw)) return raw.length > 0 ? raw : null
  if (!['text', 'date', 'file'].includes(kind) || (typeof raw !== 'string' && typeof raw !== 'number'))
    throw new TypeError(`${field} cannot hold a ${Array.isArray(raw) ? 'list' : typeof raw}`)
  return cleanText(raw)
}

/** Of the closed words alone, each once, in their order. */
function helps(raw: unknown): string[] {
  const said = clean('canHelp', raw) as string[] | null
  return HELPS.filter((help) => said?.includes(help))
}

function cleanText(raw: unknown): string | null {
  const text = String(raw).normalize('NFC').replace(CONTROL, '').trim()
  return text === '' ? null : text
}

/** @param rank 0 for the main one @returns a diploma of which nothing is known */
export function emptyDiploma(rank: number, id = uuidv7()): DiplomaSource {
  const none = { promotion: null, diploma: null, programme: null, speciality: null, level: null, apprenticeship: null }
  return {
    id,
    rank,
    ...none,
    diplomaState: null,
    diplomaNumber: null,
    registrationNumber: null,
    school: null,
    session: null,
  }
}

function setDiploma(source: PersonSource, field: DiplomaField, value: unknown): void {
  let main = source.diplomas.toSorted((a, b) => a.rank - b.rank)[0]
  if (!main) {
    if (value === null) return
    main = emptyDiploma(0)
    source.diplomas.push(main)
  }
  setDiplomaValue(main, field, value)
}

/** Lays one cleaned value on a diploma. */
export function setDiplomaValue(diploma: DiplomaSource, field: DiplomaField, value: unknown): void {
  Object.assign(diploma, { [field]: value })
}

/** @returns a running position of which nothing is known */
export function emptyPosition(id = uuidv7()): PositionSource {
  const none = { company: null, jobTitle: null, workField: null, workLevel: null, phone: null, email: null }
  return { id, ...none, city: null, country: null, startedOn: null, endedOn: null }
}

const POSITION_KEY = {
  workField: 'workField',
  workLevel: 'workLevel',
  jobTitle: 'jobTitle',
  jobStart: 'startedOn',
  workPhone: 'phone',
} as const
const COMPANY_KEY = { companyAddress: 'address', companySiret: 'siret', companyNaf: 'naf' } as const

function setPosition({ source, held }: Target, field: PositionField, value: string | null): void {
  if (!held.current) {
    if (value === null) return
    held.current = emptyPosition()
    source.positions.push(held.current)
  }
  const { current } = held
  if (field === 'company') setCompany(current, value)
  else if (field === 'companyAddress' || field === 'companySiret' || field === 'companyNaf') {
    const { company } = current
    // A shared company is not changed by one person: another address is another establishment, found or created (I3).
    if (company && company[COMPANY_KEY[field]] !== value)
      current.company = { ...company, id: null, [COMPANY_KEY[field]]: value }
  } else current[POSITION_KEY[field]] = value
}

function setCompany(position: PositionSource, name: string | null): void {
  if (name !== null && position.company && fold(position.company.name) === fold(name)) return
  const none = { id: null, siret: null, naf: null, address: null, city: null, country: null }
  position.company = name === null ? null : { ...none, name }
}

function holdsSomething({ id: _, startedOn: _from, endedOn: _to, ...rest }: PositionSource): boolean {
  return Object.values(rest).some((value) => value !== null)
}

const SLOT: Record<EmailField, { kind: EmailKind; rank: number }> = {
  primaryEmail: { kind: 'personal', rank: 0 },
  secondaryEmail: { kind: 'personal', rank: 1 },
  workEmail: { kind: 'work', rank: 0 },
  lifetimeEmail: { kind: 'lifetime', rank: 0 },
}

/** A new address is neither verified nor in error, whatever the one before it was. */
function setEmail(source: PersonSource, field: EmailField, address: string | null): void {
  const { kind, rank } = SLOT[field]
  const at = source.emails.findIndex((email) => email.kind === kind && email.rank === rank)
  const before = source.emails[at]
  if (before?.address === address) return
  if (at >= 0) source.emails.splice(at, 1)
  if (address !== null)
    source.emails.push({
      ...{ id: uuidv7(), kind, rank, address },
      ...{ preferred: before?.preferred ?? false, invalid: false, verifiedAt: null },
    })
}

function setInvalid(source: PersonSource, invalid: boolean): void {
  const email = preferredEmail(source.emails)
  if (email) email.invalid = invalid
}

function setSecret(source: PersonSource, text: string | null, seal: Seal): void {
  const before = source.own.iesfCode as string | null | undefined
  if (text === null) source.own.iesfCode = null
  else if (!before || seal.open(before) !== text) source.own.iesfCode = seal.seal(text)
}

type LooseRecord = Record<string, unknown>

function records(value: unknown): LooseRecord[] {
  if (typeof value === 'string') return [{ diploma: value }]
  return Array.isArray(value) ? value.filter((one): one is LooseRecord => typeof one === 'object' && one !== null) : []
}

const text = (value: unknown) => (value === null || value === undefined ? null : cleanText(value))

function setOtherDiplomas(source: PersonSource, list: LooseRecord[]): void {
  const main = source.diplomas.toSorted((a, b) => a.rank - b.rank)[0] ?? emptyDiploma(0)
  const others = list.map((record, i): DiplomaSource => {
    const year = Number(record.promotion ?? record.year)
    return {
      ...emptyDiploma(i + 1),
      ...{ diploma: text(record.diploma), programme: text(record.programme), speciality: text(record.speciality) },
      ...{ level: text(record.level), diplomaState: text(record.diplomaState), school: text(record.school) },
      promotion: Number.isInteger(year) && year > 0 ? year : null,
    }
  })
  source.diplomas = [{ ...main, rank: 0 }, ...others]
}

function setHistory({ source, held: { current } }: Target, list: LooseRecord[]): void {
  source.positions = [...(current ? [current] : []), ...list.map(positionOf)]
}

/** @returns a position out of a loose record, such as a line of a work history. */
export function positionOf(record: LooseRecord): PositionSource {
  const name = text(record.company)
  const place = { city: text(record.city), country: text(record.country) }
  return {
    ...emptyPosition(),
    company:
      name === null
        ? null
        : {
            ...{ id: null, name, siret: text(record.companySiret), naf: text(record.companyNaf) },
            ...{ address: text(record.companyAddress), ...place },
          },
    ...{ jobTitle: text(record.jobTitle), workField: text(record.workField), workLevel: text(record.workLevel) },
    ...place,
    ...{ startedOn: text(record.from), endedOn: text(record.to) },
  }
}
