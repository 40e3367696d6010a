/**
 * Records inside a field repeat other fields: each part is shown as far as the field that it repeats, and what repeats
 * none is named here or left out (rules.md, "Fields that tell another"). Pure.
 */
import type { FieldId } from '#app/vocabulary/fields.ts'

interface Reader {
  /** Whether the viewer reads that field of the same person. */
  here(field: FieldId): boolean
  /** Whether the viewer reads that field of anybody at all. */
  ever(field: FieldId): boolean
}

type Loose = Record<string, unknown>
/** The field that each part of a record repeats; null for what is the record's own. */
type Parts = Readonly<Record<string, FieldId | null>>

const DIPLOMA: Parts = {
  ...{
    diploma: 'diploma',
    programme: 'programme',
    speciality: 'speciality',
    promotion: 'promotion',
    year: 'promotion',
  },
  ...{ level: 'level', diplomaState: 'diplomaState', school: null },
}
const POSITION: Parts = {
  ...{ company: 'company', jobTitle: 'jobTitle', workField: 'workField', workLevel: 'workLevel', from: 'jobStart' },
  ...{ city: 'companyAddress', country: 'companyAddress', to: null },
}

/** A position that still runs tells where the person works and as what, whichever of the two is shown. */
const RUNNING: readonly FieldId[] = ['company', 'jobTitle']

const REPEATS: Partial<Record<FieldId, Parts>> = { otherDiplomas: DIPLOMA, workHistory: POSITION }

/** @returns every field that records of this one may repeat; none for a field without records of this kind */
export function repeatedBy(field: FieldId): FieldId[] {
  return [...new Set(Object.values(REPEATS[field] ?? {}).filter((one) => one !== null))]
}

/** @returns the records as far as the viewer reads what they repeat: the very value where nothing is left out */
export function shownRecords(field: FieldId, value: unknown, reader: Reader): unknown {
  const parts = REPEATS[field]
  if (!parts || !Array.isArray(value)) return value
  const shown = value.flatMap((record: unknown) => {
    if (typeof record !== 'object' || record === null) return []
    const one =
      field === 'workHistory' ? position(record as Loose, reader) : kept(record as Loose, DIPLOMA, reader.here)
    return one ? [one] : []
  })
  return shown.length === value.length && shown.every((one, i) => one === value[i]) ? value : shown
}

/** What is over is a fact of its own: there, only fields that the viewer never reads are left out. */
function position(record: Loose, reader: Reader): Loose | undefined {
  const isRunning = record.to === undefined || record.to === null || record.to === ''
  if (isRunning && !RUNNING.every(reader.here)) return undefined
  return kept(record, POSITION, isRunning ? reader.here : reader.ever)
}

function kept(record: Loose, parts: Parts, reads: (field: FieldId) => boolean): Loose | undefined {
  const entries = Object.entries(record)
  const shown = entries.filter(([part]) => {
    const field = Object.hasOwn(parts, part) ? parts[part] : undefined
    return field === null || (field !== undefined && reads(field))
  })
  if (shown.length === entries.length) return record
  return shown.some(([part]) => part !== 'to') ? Object.fromEntries(shown) : undefined
}
