/** Numbers of invoices and credit notes, as people copy them off a paper. Pure. */

export interface PieceReference {
  kind: 'invoice' | 'credit-note'
  year: number
  number: number
}

/** @param typed « F2026-000012 », « f 2026 12 » @returns undefined for what is no such number */
export function readPieceReference(typed: string): PieceReference | undefined {
  const found = /^([FA])\s*(\d{4})[-\s/]*(\d{1,9})$/i.exec(typed.trim())
  if (!found) return undefined
  const kind = found[1]!.toUpperCase() === 'F' ? 'invoice' : 'credit-note'
  return { kind, year: Number(found[2]), number: Number(found[3]) }
}
