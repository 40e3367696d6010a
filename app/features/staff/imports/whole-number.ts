/**
 * Numbers that a spreadsheet wrote by powers of ten (« 6,12E+08 »).
 * @returns the figures where the number still has them all, any other text as it is; undefined where figures are gone
 */
export function wholeNumber(text: string): string | undefined {
  const [, whole, decimals = '', sign, power] = /^\s*[+']?(\d+)(?:[.,](\d+))?e(\+?)(\d{1,2})\s*$/i.exec(text) ?? []
  // « 20E15 » is a code: spreadsheets write a point or a plus.
  if (whole === undefined || (decimals === '' && sign === '')) return text
  const zeros = Number(power) - decimals.length
  if (zeros > 0 && Number(power) > 0) return undefined
  return zeros < 0 ? undefined : `${whole}${decimals}`
}
