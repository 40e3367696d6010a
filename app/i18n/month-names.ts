/** Months by their French and English names, whole and short, folded. Pure. */
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

/** @param name folded: « fevrier », « sept » @returns 1 to 12; undefined for what is no month */
export function monthNumber(name: string): number | undefined {
  return MONTHS.get(name)
}
