/** Amounts of files and forms in whatever way a bank writes them. Pure. */

/** @returns cents of « -1 234,56 € », « 1.234,56 », « 1,234.56 », « +45 »; undefined for anything else. */
export function readCents(text: string): number | undefined {
  const bare = text.replace(/[\s\u00a0\u202f'’]|€|EUR/gi, '').replace(/[\u2212\u2013]/g, '-')
  const found = /^([+-]?)([\d.,]+)(-?)$/.exec(bare)
  if (!found || !/\d/.test(bare)) return undefined
  const digits = found[2]!
  const [, sign = '', decimals = ''] = /([.,])(\d{1,2})$/.exec(digits) ?? []
  const wholePart = decimals ? digits.slice(0, -decimals.length - 1) : digits
  // Thousands are parted by another sign than decimals.
  if (!/^(\d+|\d{1,3}(?:[.,]\d{3})*)?$/.test(wholePart) || (sign && wholePart.includes(sign))) return undefined
  const cents = Number(wholePart.replace(/[.,]/g, '') || '0') * 100 + Number(decimals.padEnd(2, '0') || '0')
  return Number.isSafeInteger(cents) ? (found[1] === '-' || found[3] === '-' ? -cents : cents) : undefined
}
