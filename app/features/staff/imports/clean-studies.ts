/** Student numbers, diploma states, programmes, yes and no. Pure. */
import { foldCached as fold } from './fold-cached.ts'

const table = (words: Record<string, string>): ReadonlyMap<string, string> =>
  new Map(Object.entries(words).flatMap(([value, list]) => list.split('|').map((word) => [word, value] as const)))

const STATES = table({
  Diplômé:
    'diplome|diplomee|diplome e|oui|o|yes|y|true|vrai|1|obtenu|admis|admise|graduated|graduate|' +
    'awarded|valide|recu|recue|delivre|passed|titulaire',
  'Non diplômé':
    'non diplome|non diplomee|non diplome e|non|n|no|false|faux|0|non obtenu|ajourne|ajournee|echec|' +
    'refuse|not graduated|failed|non valide|not awarded',
  'En cours':
    'en cours|en formation|en scolarite|en cours de scolarite|inscrit|inscrite|etudiant|etudiante|' +
    'eleve|current|in progress|enrolled|student|ongoing|active',
  Abandon: 'abandon|abandonne|demission|demissionnaire|exclu|exclue|dropped out|withdrawn|left',
})

/**
 * @returns « Diplômé », « Non diplômé », « En cours » or « Abandon » whatever the spelling; an unknown state as it was
 * typed
 */
export function cleanDiplomaState(text: string): string {
  return (
    STATES.get(
      fold(text)
        .replace(/[^a-z0-9 ]/g, '')
        .trim(),
    ) ?? text
  )
}

const PROGRAMMES = table({
  ING: 'ing|ingenieur|ingenieure|ingenieurs|cycle ingenieur|engineer|diplome d ingenieur|formation ingenieur|fi ing',
  MS: 'ms|mastere|mastere specialise|master specialise|ms r',
  MSc: 'msc|m sc|master of science|msc cge',
})
const DIPLOMAS: Record<string, string> = {
  ING: 'Diplôme d’ingénieur',
  MS: 'Mastère spécialisé',
  MSc: 'Master of Science',
}

/** @returns the code of a programme in its usual capitals (ing → ING, msc → MSc); any other text as it was typed */
export function cleanProgramme(text: string): string {
  const code = PROGRAMMES.get(fold(text))
  return code?.toLowerCase() === fold(text) ? code : text
}

/** @returns one word for all ways of writing a programme, to compare by */
export function programmeKey(text: string): string {
  const key = fold(text)
    .replace(/[^a-z0-9 ]/g, ' ')
    .trim()
  return PROGRAMMES.get(key) ?? key
}

/** @returns what the diploma of a well-known programme is called, for files that have no column for it */
export function diplomaOfProgramme(programme: string): string | undefined {
  return DIPLOMAS[programmeKey(programme)]
}

/** Roots of every word for the state of a diploma: a text without one is about something else (a land, a job). */
const ABOUT_STUDIES =
  /diplom|obten|obtin|cours|form|scolar|inscri|etudi|eleve|admi|ajourn|valid|aband|demiss|exclu|echec|refus|recu|delivr|titul|gradu|award|enrol|student|pass|fail|drop|withdr|left|progress|differ|attente|report|session|mention|redoubl|cesure|suspen/

/** @returns whether a text is one of the states, or sounds like one */
export function isDiplomaState(text: string): boolean {
  const word = fold(text)
    .replace(/[^a-z0-9 ]/g, '')
    .trim()
  return STATES.has(word) || ABOUT_STUDIES.test(word)
}

const YES = new Set(
  'oui|o|yes|y|true|vrai|1|x|ok|apprenti|apprentie|apprentissage|alternance|alternant|alternante|fisa|cfa'.split('|'),
)
const NO = new Set('non|n|no|false|faux|0|initial|initiale|formation initiale|etudiant|fise|statut etudiant'.split('|'))

/** @returns undefined where the text says neither yes nor no */
export function cleanBoolean(text: string): boolean | undefined {
  const word = fold(text).replace(/[^a-z0-9 ]/g, '')
  if (YES.has(word)) return true
  return NO.has(word) ? false : undefined
}

/** Words by which people ask not to be written to. */
const NO_LETTERS =
  /^(?:refus\w*|oppos\w*|ne (?:pas|plus) (?:contacter|ecrire|solliciter)|desabonn\w*|desinscri\w*|stop|opt ?out|unsubscribed?|jamais|rgpd|sans|pas d accord|non merci)/

/** @returns false where the text asks for no letters; undefined where it says neither yes nor no */
export function cleanConsent(text: string): boolean | undefined {
  return (
    cleanBoolean(text) ??
    (NO_LETTERS.test(
      fold(text)
        .replace(/[^a-z ]/g, ' ')
        .trim(),
    )
      ? false
      : undefined)
  )
}

/** What one column of student numbers looks like as a whole; gathered line by line before any is cleaned. */
export interface NumberWidths {
  /** How many numbers of digits alone have each length. */
  lengths: Map<number, number>
  /** Whether any keeps a zero in front: then the numbers are codes of a fixed width, not counts. */
  leadingZero: boolean
}

/** @returns a survey without numbers yet */
export function emptyWidths(): NumberWidths {
  return { lengths: new Map(), leadingZero: false }
}

/** Adds one cell's text to the survey of its column. */
export function surveyNumber(widths: NumberWidths, text: string): void {
  const digits = text.replace(/[.,]0+$/, '')
  if (!/^\d+$/.test(digits)) return
  widths.lengths.set(digits.length, (widths.lengths.get(digits.length) ?? 0) + 1)
  if (digits.startsWith('0')) widths.leadingZero = true
}

/**
 * @returns the width to which numbers are filled up with zeros: the longest, where most numbers have it and the others
 * lack three digits at most; 0 where numbers are of all lengths and lost nothing
 */
export function paddingWidth({ lengths, leadingZero }: NumberWidths): number {
  const widths = [...lengths.keys()]
  const longest = Math.max(0, ...widths)
  const total = [...lengths.values()].reduce((sum, times) => sum + times, 0)
  const share = (lengths.get(longest) ?? 0) / Math.max(1, total)
  const isFixed = longest >= 5 && Math.min(...widths) >= longest - 3
  return isFixed && (share >= 0.5 || (leadingZero && share > 0)) ? longest : 0
}

/** @returns the number without spaces, whole again */
export function cleanStudentNumber(text: string, width: number): string {
  const number = text
    .replace(/^(\d+)[.,]0+$/, '$1')
    .replace(/\s/g, '')
    .toUpperCase()
  return /^\d+$/.test(number) && number.length < width ? number.padStart(width, '0') : number
}

/** @returns true for what stands where a number is missing: words without a figure, one figure again and again */
export function isPlaceholder(number: string): boolean {
  return !/\d/.test(number) || /^0+$/.test(number) || /^(\d)\1{3,}$/.test(number)
}

/** @returns what two spellings of one student number share: no zeros in front, no signs */
export function numberKey(number: string): string {
  const key = number.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return key.replace(/^0+(?=.)/, '')
}
