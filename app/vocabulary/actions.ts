/** What a role may do besides reading fields. Pure. */

/**
 * Actions of the administration: each page under /admin asks one of them. An association composes staff roles out of
 * these. `people`: records, merges, dues by hand · `accounts`: ways in, invitations, closing · `team`: sees who holds
 * which role · `roles`: gives and ends roles · `requests`: who asks to get in · `moderation`: reports ·
 * `organisations`: companies, schools · `rules`: who sees what, versions · `see-as`: looks with other eyes · `imports`,
 * `bulk`: many people at once · `privacy-desk`: erasures, retention · `audit`: the log · `keep-books`: payments,
 * receipts, closing · `groups`: groups, their people and leaders, what is written in them · `content`: news, pages,
 * documents, what the contact form brings · `events`: the agenda, and who comes · `letters`: what is
 * written to many people by mail · `offers`: who deposits, what waits, what is reported.
 */
export const STAFF_ACTIONS = [
  'people',
  'accounts',
  'team',
  'roles',
  'requests',
  'moderation',
  'organisations',
  'rules',
  'see-as',
  'imports',
  'bulk',
  'privacy-desk',
  'audit',
  'keep-books',
  'groups',
  'content',
  'events',
  'letters',
  'offers',
] as const
export type StaffAction = (typeof STAFF_ACTIONS)[number]

/** What a role may do besides reading fields. */
export const ACTIONS = [
  'search',
  ...STAFF_ACTIONS,
  'extract',
  'write-to',
  'federation',
  'befriend',
  'join-groups',
  'report',
  'map',
  'companies',
  'cohort',
  'read-offers',
  'post-offers',
  'read-profiles',
] as const
export type Action = (typeof ACTIONS)[number]
