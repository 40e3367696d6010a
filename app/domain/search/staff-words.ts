/** What the staff type in their one search, told apart: a name with a year, a phone, an e-mail, a number. Pure. */
import { queryWords } from '#app/i18n/fold.ts'
import { readPhone } from '#app/i18n/read-answer.ts'

export interface StaffWords {
  /** As typed, without spaces around. */
  text: string
  /** Words of a name or of a company, folded. */
  words: string[]
  /** A year of graduation: « dupont 2010 », « promo 2010 ». */
  year?: number
  /** E.164, from any spelling. */
  phone?: string
  /** The whole text may be a number that somebody is known by: of a student, of a diploma. */
  isNumber: boolean
}

const YEAR = /^(19|20)\d\d$/
const PHONE = /^\+?[\d\s()./-]{8,}$/
/** Says that a year follows, and is nobody's name beside one. */
const YEAR_WORDS = ['promo', 'promotion', 'promos']

/** @param typed at most 120 characters @returns every way in which the text can be meant */
export function readStaffWords(typed: string): StaffWords {
  const text = typed.trim()
  const all = queryWords(text)
  const years = all.filter((word) => YEAR.test(word))
  const year = years.length === 1 ? Number(years[0]) : undefined
  const isYearWord = (word: string) => YEAR.test(word) || YEAR_WORDS.includes(word)
  const words = year === undefined ? all : all.filter((word) => !isYearWord(word))
  const phone = PHONE.test(text) ? readPhone(text) : undefined
  return {
    ...{ text, words, isNumber: /\d/.test(text) && !/\s/.test(text) && text.length <= 40 },
    ...(year === undefined ? {} : { year }),
    ...(phone === undefined ? {} : { phone }),
  }
}
