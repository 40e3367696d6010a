/** Numbers of tax receipts: unique and, by our choice, without gaps per association and year. Pure. */

/** @returns such as `RF-2026-00042`. */
export function receiptNumber(year: number, order: number): string {
  return `RF-${year}-${String(order).padStart(5, '0')}`
}

/** @returns the year and order of a number; undefined for a text that is none. */
export function readReceiptNumber(text: string): { year: number; order: number } | undefined {
  const found = /^RF-(\d{4})-(\d{5,})$/.exec(text)
  return found ? { year: Number(found[1]), order: Number(found[2]) } : undefined
}
