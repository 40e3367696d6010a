/** Whether a file says anything new: spelling alone is no change. Pure. */
import { fold } from '#app/i18n/fold.ts'
import { type FieldId, fieldKind } from '#app/vocabulary/fields.ts'
import { samePhone } from './clean-phone.ts'
import { cleanCountry } from './clean-place.ts'
import { cleanStatus } from './clean-status.ts'
import { cleanDiplomaState, numberKey, programmeKey } from './clean-studies.ts'
import type { FieldValue } from './clean-value.ts'

/**
 * @param before the value a person has, `after` the one a file brings, both cleaned
 * @returns true where the file says the same: another spelling of a phone, other capitals, spaces or apostrophes,
 * accents that the file dropped, « no » where nothing was known. Accents that the file adds are a correction, hence a
 * change.
 */
export function sameValue(field: FieldId, before: FieldValue | null | undefined, after: FieldValue): boolean {
  if (fieldKind(field) === 'boolean') return Boolean(before) === Boolean(after)
  if (before === null || before === undefined || before === '') return false
  if (before === after) return true
  if (Array.isArray(after)) return sameList(before, after)
  if (typeof before !== 'string' || typeof after !== 'string') return String(before) === String(after)
  if (field === 'mobilePhone' || field === 'homePhone' || field === 'workPhone') return samePhone(before, after)
  if (field === 'studentNumber') return numberKey(before) === numberKey(after)
  if (field === 'programme') return programmeKey(before) === programmeKey(after)
  if (field === 'diplomaState') return fold(cleanDiplomaState(before)) === fold(cleanDiplomaState(after))
  if (field === 'status') return fold(cleanStatus(before)) === fold(cleanStatus(after)) || sameText(before, after)
  // A zero in front may be lost, never another figure.
  if (field === 'homePostcode') return numberKey(before) === numberKey(after)
  if (field === 'homeCountry') return sameCountry(before, after)
  if (fieldKind(field) === 'date') return before.startsWith(after)
  return sameText(before, after)
}

function sameText(before: string, after: string): boolean {
  return squeezed(before) === squeezed(after) && marks(after) <= marks(before)
}

const squeezed = (text: string): string => fold(text).replace(/[^a-z0-9@+#]+/g, '')
const marks = (text: string): number => text.normalize('NFD').match(/\p{M}/gu)?.length ?? 0

function sameCountry(before: string, after: string): boolean {
  const [left, right] = [cleanCountry(before), cleanCountry(after)]
  return left.code ? left.code === right.code : sameText(left.name, right.name)
}

function sameList(before: FieldValue, after: string[]): boolean {
  if (!Array.isArray(before)) return false
  const known = new Set(before.map(squeezed))
  const isOneText = before.map(squeezed).join('') === after.map(squeezed).join('')
  return isOneText || after.every((word) => known.has(squeezed(word)))
}
