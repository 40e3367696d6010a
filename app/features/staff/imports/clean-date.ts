/** Days and years as schools write them → ISO 8601. Pure. */
import { fold } from '#app/i18n/fold.ts'

const MONTHS = new Map(
  [
    'janvier|january|janv|jan',
    'fevrier|february|fevr|fev|feb',
    'mars|march|mar',
    'avril|april|avr|apr',
    'mai|may',
    'juin|june|jun',
    'juillet|july|juil|jul',
    'aout|august|aug',
    'septembre|september|sept|sep',
    'octobre|october|oct',
    'novembre|november|nov',
    'decembre|december|dec',
  ].flatMap((names, i) => names.split('|').map((name) => [name, i + 1] as const)),
)

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

/**
 * @param raw a serial number, « 22/11/1958 », « 22.11.58 », « 1er mars 1990 », « 1990-03-01 », « 03/1990 » or « 1990 »
 * @param thisYear the current year
 * @returns ISO 8601, of the precision that was given; undefined where it is no date
 */
export function cleanDate(raw: string | number, thisYear: number): string | undefined {
  if (typeof raw === 'number' || /^\d{5}(?:[.,]\d+)?$/.test(raw)) {
    const serial = Number(String(raw).replace(',', '.'))
    if (serial >= 1000 && serial <= thisYear && Number.isInteger(serial)) return String(serial)
    return serial > 3_000 && serial < 80_000 ? excelDay(serial) : undefined
  }
  const text = fold(raw)
  const iso = /^(\d{4})[ /.]?(\d\d)[ /.]?(\d\d)(?: ?t?\d.*)?$/.exec(text)
  if (iso) return isoDay(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const numbers = /^(\d{1,2})[ /.](\d{1,2})[ /.](\d{4}|\d\d)(?: .*)?$/.exec(text)
  if (numbers) return dayFirst(numbers[1]!, numbers[2]!, fullYear(numbers[3]!, thisYear))
  const words = /^(?:\p{L}+ )?(\d{1,2})(?:er|st|nd|rd|th)? (?:of )?([a-z]+)[. ]+(\d{4}|\d\d)$/u.exec(text)
  const month = words && MONTHS.get(words[2]!)
  if (words && month) return isoDay(fullYear(words[3]!, thisYear), month, Number(words[1]))
  return reducedDate(text)
}

/** Days come first, as in France; a « month » above 12 says it was the other way. */
function dayFirst(first: string, second: string, year: number): string | undefined {
  return isoDay(year, Number(second), Number(first)) ?? isoDay(year, Number(first), Number(second))
}

function reducedDate(text: string): string | undefined {
  const monthYear = /^(\d{1,2})[ /](\d{4})$/.exec(text) ?? /^([a-z]+) (\d{4})$/.exec(text)
  const month = monthYear && (MONTHS.get(monthYear[1]!) ?? Number(monthYear[1]))
  if (monthYear && month && month >= 1 && month <= 12) return `${monthYear[2]}-${String(month).padStart(2, '0')}`
  return /^(?:19|20)\d\d$/.test(text) ? text : undefined
}

/**
 * A promotion or any year: « 2018/2019 » and « 2018-19 » → 2019, « Promo 98 » → 1998, a day → its year.
 * @returns undefined where the year is missing, before 1850 or more than ten years away
 */
export function cleanYear(raw: string | number, thisYear: number): number | undefined {
  const plausible = (year: number | undefined) =>
    year !== undefined && year >= 1850 && year <= thisYear + 10 ? year : undefined
  if (typeof raw === 'number' && raw > 3_000 && raw < 80_000) return plausible(Number(excelDay(raw).slice(0, 4)))
  const text = String(raw).replace(/^(\d+)[.,]0+$/, '$1')
  const span = /((?:18|19|20)\d\d)\s*[/\-–—]\s*(\d\d)(?!\d)/.exec(text)
  const isDay = /\d[-/.]\d\d?[-/.]\d/.test(text)
  if (span && !isDay && Number(span[2]) === (Number(span[1]) + 1) % 100) return plausible(Number(span[1]) + 1)
  const years = text.match(/(?<!\d)(?:18|19|20)\d\d(?!\d)/g)
  if (years) return plausible(Number(years.at(-1)))
  const short = /(?<!\d)(\d\d)(?!\d)(?!.*\d)/.exec(text)
  if (!short) return undefined
  const year = Math.floor(thisYear / 100) * 100 + Number(short[1])
  return plausible(year > thisYear + 10 ? year - 100 : year)
}
