/** Where things stand in a bank's table, by its headings. Pure. */

export interface Columns {
  day: number
  labels: number[]
  references: number[]
  /** Signed amounts, or `debit` and `credit` apart. */
  amount?: number
  debit?: number
  credit?: number
  /** Says in or out in words; `kind` may do so among other things. */
  sense?: number
  kind?: number
  currency?: number
  /** Whether the bank carried it out. */
  status?: number
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()
}

const DAYS = [
  ...[/^date (d )?(operation|de l operation)$/, /^date op$/, /^date( de)? compta(bilisation|ble)?$/],
  ...[/^(booking|operation|transaction|posting|accounting) date$/, /^date$/, /^date /, / date$/],
]
const LABELS =
  /^(libelle|intitule|description|nature|detail|information|info|type|contrepartie|nom|motif|label|operation$|communication|partner name|payee|payment reference|counterparty)/
const REFERENCES = /^(ref|reference|numero|n(um)? |cheque)/
const SENSE =
  /^(sens|signe|sign|d c|c d|debit credit|credit debit|dc|cd|indicateur|credit ou debit|debit ou credit)( |$)/
const KIND = /^type( d operation| operation| de mouvement| mouvement)?$/
/** Amounts in another money than the account's: francs of old, what was paid abroad. */
const OTHER_MONEY = /\b(francs?|usd|gbp|chf|cad|jpy|frf|foreign|local|origine|initiale?)\b/

/** @returns where things stand, when this line names at least a date, a label and amounts. */
export function columnsOf(cells: readonly string[]): Columns | undefined {
  const names = cells.map(folded)
  const first = (...patterns: RegExp[]) => {
    for (const pattern of patterns) {
      const at = names.findIndex((name) => pattern.test(name))
      if (at >= 0) return at
    }
    return undefined
  }
  const all = (pattern: RegExp) => names.flatMap((name, at) => (pattern.test(name) ? [at] : []))
  const day = first(...DAYS)
  const sense = first(SENSE)
  const labels = all(LABELS).filter((at) => at !== sense && at !== day)
  const side = (...patterns: RegExp[]) => {
    const at = names.findIndex((name, i) => i !== sense && patterns.some((pattern) => pattern.test(name)))
    return at < 0 ? undefined : at
  }
  const debit = side(/^(montant )?debit/, /^sortie/, /^(paid|money) out/)
  const credit = side(/^(montant )?credit/, /^entree/, /^(paid|money) in/)
  const amounts = all(/^(montant|somme|valeur en|amount)/).filter((at) => at !== debit && at !== credit)
  const euros = amounts.filter((at) => !OTHER_MONEY.test(names[at]!))
  const amount = euros.find((at) => /\beur(os?)?\b/.test(names[at]!)) ?? euros[0]
  if (day === undefined || labels.length === 0) return undefined
  const sides = debit !== undefined && credit !== undefined ? { debit, credit } : undefined
  if (amount === undefined && !sides) return undefined
  return {
    ...{ day, labels, references: all(REFERENCES).filter((at) => !labels.includes(at)) },
    ...(sides ?? { amount }),
    ...{ sense, kind: first(KIND), currency: first(/^(devise|currency|monnaie)( |$)/) },
    status: first(/^(statut|etat|status|state)$/),
  }
}
