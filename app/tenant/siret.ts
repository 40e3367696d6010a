/** SIREN and SIRET numbers by their check digit (facts on invoices; ISO/IEC 7812). Pure. */

/** The post office: its branches share one SIREN and follow another rule than Luhn's. */
const LA_POSTE = '356000000'
const LA_POSTE_HEAD_OFFICE = '35600000000048'

/** @returns the digits alone, whatever spaces stand between them. */
export function digitsOf(typed: string): string {
  return typed.replace(/[\s\u00a0\u202f.-]/g, '')
}

/** @returns whether the text is a SIREN: nine digits whose Luhn sum is a multiple of ten. */
export function isSiren(typed: string): boolean {
  const digits = digitsOf(typed)
  return /^\d{9}$/.test(digits) && luhn(digits)
}

/**
 * @returns whether the text is a SIRET: fourteen digits, Luhn over all and over the SIREN; of the post office, a sum by
 * five.
 */
export function isSiret(typed: string): boolean {
  const digits = digitsOf(typed)
  if (!/^\d{14}$/.test(digits)) return false
  if (digits.startsWith(LA_POSTE) && digits !== LA_POSTE_HEAD_OFFICE) {
    const sum = [...digits].reduce((total, digit) => total + Number(digit), 0)
    return sum % 5 === 0
  }
  return luhn(digits) && luhn(digits.slice(0, 9))
}

/** From the right, every second digit counts double, less nine above nine. */
function luhn(digits: string): boolean {
  let sum = 0
  for (const [i, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}
