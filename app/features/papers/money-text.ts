/** Amounts as pages and papers say them. Integer cents in. Pure; also read in the browser. */

/** @returns « 1 234,50 € », with no-break spaces. */
export function moneyText(cents: number, language: string): string {
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'fr-FR', { style: 'currency', currency: 'EUR' }).format(
    cents / 100,
  )
}

/** @returns `1234.50`, for files and fields of forms. */
export function plainAmount(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** The amount of a tax receipt: figures between asterisks, which make letters needless (BOI-IR-RICI-250-40). */
export function guardedAmount(cents: number): string {
  return `*** ${moneyText(cents, 'fr')} ***`
}
