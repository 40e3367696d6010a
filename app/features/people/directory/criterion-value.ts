/** How a value of a criterion is written. Pure; read by pages and server. */
import type { Criterion } from '#app/vocabulary/criteria.ts'

/** @returns the value, or the words of one that is stored as a closed word */
export function criterionValue(t: (key: string, or: string) => string, criterion: Criterion, value: string): string {
  return criterion === 'aide' ? t(`common:helps.${value}`, value) : value
}
