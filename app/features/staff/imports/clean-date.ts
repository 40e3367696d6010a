/** Days and years as schools write them → ISO 8601. Pure. */
import { fold } from '#app/i18n/fold.ts'
import { monthNumber } from '#app/i18n/month-names.ts'

const EXCEL_EPOCH = Date.UTC(1899, 11, 30)

/** @returns the civil day of a spreadsheet's serial number (25569 → 1970-01-01) */
export function excelDay(serial: number): string {
  return new Date(EXCEL_EPOCH + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10)
}

function isoDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  return date.toISOString().slice(0, 10)
}

/** Two digits are a year of the last hundred years: nobody is born or hired in the future. */
function fullYear(digits: string, thisYear: number): number {
  if (digits.length === 4) return Number(digits)
  const year = Math.floor(thisYear / 100) * 100 + Number(digits)
  return year > thisYear ? year - 100 : year
}

/** In which order a column writes days and months; `mixed` where some of its cells can only be one, some the other. */
export type DateOrder = 'day' | 'month' | 'mixed'

/** @returns which order a day in figures tells of itself; undefined where it may be either */
export function orderOf(text: string): 'day' | 'month' | undefined {
  const [, first, second] = /^\s*(\d{1,2})[ /.-](\d{1,2})[ /.-](?:\d{4}|\d\d)(?!\d)/.exec(text) ?? []
  if (Number(first) > 12) return Number(second) > 12 ? undefined : 'day'
  return Number(second) > 12 ? 'month' : undefined
}

/** @returns whether a day in figures reads as two different days, by the order it is taken in */
export function isEitherOrder(text: string): boolean {
  const [, first, second] = /^\s*(\d{1,2})[ /.-](\d{1,2})[ /.-](?:\d{4}|\d\d)(?!\d)/.exec(text) ?? []
  return first !== undefined && Number(first) <= 12 && Number(second) <= 12 && Number(first) !== Number(second)
}

/**
 * @param raw a serial number, « 22/11/1958 », « 22.11.58 », « 1er mars 1990 », « 1990-03-01 », « 03/1990 » or « 1990 »
 * @param thisYear the current year
 * @param order in which the column writes days and months
 * @returns ISO 8601, of the precision that was given; undefined where it is no date
 */
export function cleanDate(raw: string | number, thisYear: number, order: DateOrder = 'day'): string | undefined {
  if (typeof raw === 'number' || /^\d{5}(?:[.,]\d+)?$/.test(raw)) {
    const serial = Number(String(raw).replace(',', '.'))
    if (serial >= 1000 && serial <= thisYear && Number.isInteger(serial)) return String(serial)
    return serial > 3_000 && serial < 80_000 ? excelDay(serial) : undefined
  }
  const instant = parisDay(raw)
  if (instant) return instant
  const text = fold(raw)
  const iso = /^(\d{4})[ /.]?(\d\d)[ /.]?(\d\d)(?: ?t?\d.*)?$/.exec(text)
  if (iso) return isoDay(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const numbers = /^(\d{1,2})[ /.](\d{1,2})[ /.](\d{4}|\d\d)(?: .*)?$/.exec(text)
  if (numbers) {
    const [first, second] = order === 'month' ? [numbers[2]!, numbers[1]!] : [numbers[1]!, numbers[2]!]
    return dayFirst(first, second, fullYear(numbers[3]!, thisYear))
  }
  const words = /^(?:\p{L}+ )?(\d{1,2})(?:er|st|nd|rd|th)? (?:of )?([a-z]+)[. ]+(\d{4}|\d\d)$/u.exec(text)
  const month = words && monthNumber(words[2]!)
  if (words && month) return isoDay(fullYear(words[3]!, thisYear), month, Number(words[1]))
  return reducedDate(text)
}

const PARIS = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris', dateStyle: 'short' })

/** An instant in universal time is what a program made of midnight in Paris: « 1998-01-31T23:00:00Z » is 1 February. */
function parisDay(raw: string): string | undefined {
  const [, day, time] =
    /^\s*(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(?:Z|UTC|GMT|\+00:?00)\s*$/i.exec(raw) ?? []
  const at = day ? new Date(`${day}T${time}Z`) : undefined
  return at && !Number.isNaN(at.getTime()) ? PARIS.format(at) : undefined
}

/** Days come first, as in France; a « month » above 12 says it was the other way. */
function dayFirst(first: string, second: string, year: number): string | undefined {
  return isoDay(year, Number(second), Number(first)) ?? isoDay(year, Number(first), Number(second))
}

function reducedDate(text: string): string | undefined {
  const monthYear = /^(\d{1,2})[ /](\d{4})$/.exec(text) ?? /^([a-z]+) (\d{4})$/.exec(text)
  const month = monthYear && (monthNumber(monthYear[1]!) ?? Number(monthYear[1]))
  if (monthYear && month && month >= 1 && month <= 12) return `${monthYear[2]}-${String(month).padStart(2, '0')}`
  return /^(?:19|20)\d\d$/.test(text) ? text : undefined
}

/**
 * A promotion or any year: « 2018/2019 » and « 2018-19 » → 2019, « Promo 98 » → 1998, a day → its year.
 * @returns undefined where the year is missing, before 1850 or more than ten years away
 */
export function cleanYear(raw: string | number, thisYear: number): number | undefined {
  return readYear(raw, thisYear)?.year
}

/** @returns the year of {@link cleanYear}, and whether the text names another one beside it, or other figures */
export function readYear(raw: string | number, thisYear: number): { year: number; isGuess: boolean } | undefined {
  const plausible = (year: number | undefined, isGuess = false) =>
    year !== undefined && year >= 1850 && year <= thisYear + 10 ? { year, isGuess } : undefined
  if (typeof raw === 'number' && raw > 3_000 && raw < 80_000) return plausible(Number(excelDay(raw).slice(0, 4)))
  const whole = String(raw).replace(/^(\d+)[.,]0+$/, '$1')
  const outside = whole.replace(/\([^)]*\)/g, ' ')
  const text = YEARS.test(outside) ? outside : whole
  const span = /((?:18|19|20)\d\d)\s*[/\-–—]\s*(\d\d)(?!\d)/.exec(text)
  const isDay = /\d[-/.]\d\d?[-/.]\d/.test(text)
  if (span && !isDay && Number(span[2]) === (Number(span[1]) + 1) % 100) return plausible(Number(span[1]) + 1)
  const years = text.match(new RegExp(YEARS, 'g'))
  if (years) return plausible(Number(years.at(-1)), text !== whole && YEARS.test(whole.slice(whole.indexOf('('))))
  // « n° 12 » and « 12e promotion » count promotions.
  if (/(?:n[°ºo]|num[ée]ro|\bno)\s*\.?\s*\d|\d\s*(?:er?|[èe]me|nde?|th)\b/i.test(text)) return undefined
  const short = /(?<!\d)(\d\d)(?!\d)(?!.*\d)/.exec(text)
  if (!short) return undefined
  const year = Math.floor(thisYear / 100) * 100 + Number(short[1])
  const isGuess = /\d/.test(text.slice(0, short.index)) && !/^\D*\d\d\s*[/\-–—]\s*\d\d\D*$/.test(text)
  return plausible(year > thisYear + 10 ? year - 100 : year, isGuess)
}

const YEARS = /(?<!\d)(?:18|19|20)\d\d(?!\d)/
