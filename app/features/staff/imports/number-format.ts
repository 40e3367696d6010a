/** What a workbook's number formats make of a number: a day, a time of day, or digits with zeros in front. Pure. */

export type Shown =
  | { as: 'date' }
  | { as: 'time' }
  /** Zeros in front up to so many digits: a code, not a count. */
  | { as: 'digits'; width: number }

/** Formats every workbook has without naming them (ECMA-376-1 §18.8.30), those of East Asian dates among them. */
function builtIn(id: number): Shown | undefined {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58))
    return { as: 'date' }
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) return { as: 'time' }
  return undefined
}

/**
 * @param code as the workbook writes it (« dd/mm/yyyy;@ », « 000000 », « 0#" "##" "## »); undefined for a built-in one
 * @returns undefined where the number is shown as a number
 */
export function shownBy(id: number, code: string | undefined): Shown | undefined {
  if (code === undefined) return builtIn(id)
  const [first = ''] = code
    .replace(/"[^"]*"|\\.|_.|\*./g, ' ')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .split(';')
  if (/^\s*(?:general|standard|@)\s*$/i.test(first)) return undefined
  const letters = first.replace(/am\/pm|a\/p/gi, '').toLowerCase()
  // Some writers keep the letters of a French program: jj/mm/aaaa.
  if (/y|d|j|aa/.test(letters)) return { as: 'date' }
  if (/[hs]|\[m/.test(letters)) return { as: 'time' }
  if (/m/.test(letters)) return { as: 'date' }
  return codeOfDigits(first)
}

function codeOfDigits(format: string): Shown | undefined {
  if (!/^[0#\s.\-/()]+$/.test(format) || /0\.0/.test(format)) return undefined
  const places = format.replace(/[^0#]/g, '')
  const width = places.length - places.indexOf('0')
  return places.includes('0') && width > 1 ? { as: 'digits', width } : undefined
}

const DAY = 86_400_000
/** Serial numbers count from here; before 1 March 1900 they are one less, for a day that never was. */
const EPOCH = Date.UTC(1899, 11, 30)
/** Days from the epoch of old Macintosh workbooks to that of the others. */
export const DAYS_TO_1904 = 1_462
const LAST_DAY = 2_958_465

/**
 * @param serial days since the workbook's epoch
 * @returns the civil day, ISO 8601; the number itself where no day has it
 */
export function dayOfSerial(serial: number, is1904: boolean): string | number {
  const days = Math.floor(serial) + (is1904 ? DAYS_TO_1904 : 0)
  if (!(serial >= 0) || days < 1 || days > LAST_DAY) return serial
  return new Date(EPOCH + (days < 61 && !is1904 ? days + 1 : days) * DAY).toISOString().slice(0, 10)
}

/** @returns « 14:05 » of a part of a day; a day and its hour count by the day elsewhere */
export function timeOfSerial(serial: number): string {
  const minutes = Math.round((serial % 1) * 1_440) % 1_440
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** @returns the number as a cell shows it under its format */
export function shownNumber(value: number, shown: Shown | undefined, is1904: boolean): string | number {
  if (shown?.as === 'date') return dayOfSerial(value, is1904)
  if (shown?.as === 'time') return value >= 0 && value < 1 ? timeOfSerial(value) : dayOfSerial(value, is1904)
  if (shown?.as === 'digits' && Number.isInteger(value) && value >= 0) return String(value).padStart(shown.width, '0')
  return value
}
