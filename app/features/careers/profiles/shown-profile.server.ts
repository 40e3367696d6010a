/** From a row of the library to what pages draw: nothing in it says whose profile it is. */
import type { ShownRow } from '#app/domain/profiles/library.server.ts'
import { countryName } from '#app/i18n/countries.ts'
import { longDay } from '#app/i18n/format.ts'

const TEXT_LENGTH = 180

export function shownOf(language: string, row: ShownRow) {
  const { personId: _, country, day, yearFrom, yearTo, ...shown } = row
  return {
    ...shown,
    year: yearFrom === null ? null : yearFrom === yearTo ? String(yearFrom) : `${yearFrom}–${yearTo}`,
    country: country && (countryName(country, language) || country),
    day: longDay(`${day}T12:00:00Z`, language),
  }
}

export type ShownProfile = ReturnType<typeof shownOf>

/** As a line of a list says it. */
export function lineOf(language: string, row: ShownRow) {
  const { text, skills, ...line } = shownOf(language, row)
  const short = text.length > TEXT_LENGTH ? `${text.slice(0, TEXT_LENGTH).trimEnd()}…` : text
  return { ...line, text: short, skills: skills.slice(0, 6) }
}
