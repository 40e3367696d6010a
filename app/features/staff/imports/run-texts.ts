/** Values of imports as pages write them. Pure. */

/** @returns a value of a field in one line; booleans are `yes` or `no` for the caller to say, nothing is ''. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.map(valueText).join(' ; ')
  return String(value)
}
