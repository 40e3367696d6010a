/** VAT rules an association may stand under. Also read in the browser. Pure. */

/**
 * `exempt-261-7-1`: services of a non-profit body to its members · `franchise-293-b`: below the ceilings of the
 * franchise · `taxed`: prices hold VAT at `rateBasisPoints`. Which of them an association may use is its accountant's
 * answer.
 */
export const VAT_REGIMES = ['exempt-261-7-1', 'franchise-293-b', 'taxed'] as const
export type VatRegime = (typeof VAT_REGIMES)[number]
