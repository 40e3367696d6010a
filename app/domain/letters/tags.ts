/**
 * Words that a letter puts in for each reader: `{{prenom}}`, or `{{prenom|membre du réseau}}` with what stands there
 * where the value is missing (B19). Pure.
 */
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { LETTER_TAGS, type LetterTag } from '#app/vocabulary/letters.ts'

/** What one reader's tags become; null: missing. */
export type TagValues = Record<LetterTag, string | null>

export const NO_VALUES: TagValues = { prenom: null, nom: null, promotion: null }

const TAG = /( ?)\{\{\s*([\p{L}\p{N}_-]+)\s*(?:\|([^{}|<>]*))?\}\}/gu

/** @returns what stands in double braces and is no tag: such a letter does not leave */
export function unknownTags(text: string): string[] {
  const named = [...text.matchAll(TAG)].flatMap(([, , tag]) => (isOneOf(LETTER_TAGS, tag!) ? [] : [tag!]))
  const rest = text.replace(TAG, '')
  return [...named, ...(rest.match(/\{\{.{0,30}|.{0,30}\}\}/gsu) ?? [])]
}

/**
 * Puts the values in. A missing one without words of its own leaves no gap: « Bonjour {{prenom}}, » → « Bonjour, ».
 * @param harmless what makes a value harmless where it comes to stand; fallbacks are of the text, and stay as they are
 */
export function fillTags(
  text: string,
  values: TagValues,
  harmless: (value: string) => string = (value) => value,
): string {
  return text.replace(TAG, (all, space: string, tag: string, fallback: string | undefined) => {
    if (!isOneOf(LETTER_TAGS, tag)) return all
    const value = values[tag]?.trim()
    if (value) return `${space}${harmless(value)}`
    return fallback?.trim() ? `${space}${fallback.trim()}` : ''
  })
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** @returns the text as HTML shows it */
export const htmlEscaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign]!)
