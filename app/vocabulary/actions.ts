/** What a role may do besides reading fields. Pure. */

/** What a role may do besides reading fields. */
export const ACTIONS = [
  'search',
  'administer',
  'keep-books',
  'extract',
  'write-to',
  'federation',
  'befriend',
  'report',
  'map',
  'companies',
  'cohort',
] as const
export type Action = (typeof ACTIONS)[number]
