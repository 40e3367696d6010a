/**
 * Finds in words that somebody typed what would tell who they are: names, mail addresses, phones, links (N2; C17).
 * Pure.
 */
import { fold } from '#app/i18n/fold.ts'

export const TELLING_KINDS = ['mail', 'phone', 'link', 'name'] as const
export type TellingKind = (typeof TELLING_KINDS)[number]

export interface TellingWord {
  kind: TellingKind
  /** As it was typed. */
  words: string
}

const HIDDEN = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g
const AT = String.raw`(?:@|\(\s*(?:at|arobase|a)\s*\)|\[\s*(?:at|arobase|a)\s*\]|\barobase\b)`
const DOT = String.raw`(?:\.|\(\s*(?:dot|point)\s*\)|\[\s*(?:dot|point)\s*\]|\bpoint\b)`

const MAIL = new RegExp(String.raw`[\w.+-]+\s*${AT}\s*[\w-]+(?:\s*${DOT}\s*[\w-]+)+`, 'gi')
/** Nine digits and more, however they are spaced. */
const PHONE = /\+?\(?\d(?:[\s./()-]{0,3}\d){8,14}/g
const YEARS = /\b(?:19|20)\d\d\b/g
const LINKS = [
  /\bhttps?:\/\/\S+|\bwww\.\S+/gi,
  /\b[\w-]+(?:\.[\w-]+)*\.(?:com|fr|net|org|io|me|dev|eu|be|ch|link|site|page|app|info|ly|gl|tv|co)\b(?:\/\S*)?/gi,
  /\b(?:linked\s?in|instagram|insta|facebook|twitter|snapchat|snap|telegram|whatsapp|skype|discord|github|gitlab)\s*[:=@/]\s*\S+/gi,
  /(?<![\w@])@[\w.]{3,}/g,
]

/** Shorter names are in too many words. */
const SHORTEST = 3

/** « 2019 2020 2021 » is no number to call, unless it begins like one. */
const isPhone = (found: string): boolean =>
  /^[+(0]/.test(found) || found.replace(YEARS, '').replace(/\D/g, '').length >= 9

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([found]) => found.trim())

/** Names as whole words, so that « Martin » is found and « martinet » is not. */
function namesIn(text: string, names: readonly (string | null | undefined)[]): string[] {
  const plain = (words: string) =>
    fold(words)
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
  const said = ` ${plain(text)} `
  return [...new Set(names)].filter((name): name is string => {
    const own = plain(name ?? '')
    return own.length >= SHORTEST && (said.includes(` ${own} `) || said.includes(` ${own.replaceAll(' ', '')} `))
  })
}

/**
 * @param text everything that was typed
 * @param names of the person, their company and their other pseudonyms
 * @returns each thing once, as it stands in the text; names as they stand in the record
 */
export function tellingWords(text: string, names: readonly (string | null | undefined)[]): TellingWord[] {
  const clean = text.normalize('NFKC').replace(HIDDEN, '')
  const mails = matches(clean, MAIL)
  const rest = mails.reduce((left, mail) => left.replaceAll(mail, ' '), clean)
  const phones = matches(rest, PHONE).filter(isPhone)
  const links = LINKS.flatMap((pattern) => matches(rest, pattern))
  const found: [TellingKind, string[]][] = [
    ['mail', mails],
    ['phone', phones],
    ['link', links],
    ['name', namesIn(rest, names)],
  ]
  return found.flatMap(([kind, all]) => [...new Set(all)].map((words) => ({ kind, words })))
}
