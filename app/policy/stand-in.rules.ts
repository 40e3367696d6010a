/**
 * The staff look at the site as a role, or as one person, without that person's session: to read what they would read,
 * never more than the staff member's own right, and to change nothing. Pure.
 */
import * as href from '#app/addresses.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { rolesOf } from '#app/tenant/staff-roles.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { GRANTED_ROLES, isGranted, type RoleName } from '#app/vocabulary/roles.ts'
import { may } from './ability.ts'
import type { Ability } from './types.ts'
import type { Viewer } from './viewer.ts'

/** Nobody's id: a role that is no person in particular still stands somewhere. */
const NOBODY = '00000000-0000-7000-8000-000000000000'

/** @returns whether this viewer may look with other eyes. */
export function maySeeAs(ability: Ability): boolean {
  return may(ability, 'see-as')
}

/**
 * @returns the roles to look as: every one the association has but `manager` and above, who see what one sees oneself.
 */
export function seenRoles(config: TenantConfig): RoleName[] {
  return rolesOf(config).filter((role) => !isOneOf(GRANTED_ROLES, role))
}

/** @returns a viewer of that role, who is nobody: no account, no contacts. */
export function viewerAs(role: RoleName): Viewer {
  if (role === 'visitor') return { roles: ['visitor'], friendIds: [], hasPass: false }
  const isPerson = role === 'member' || role === 'adherent'
  return { roles: [role], friendIds: [], hasPass: role === 'recruiter', ...(isPerson ? { personId: NOBODY } : {}) }
}

/** @returns the person's viewer without the account, which is theirs alone, and without what they do for the staff. */
export function withoutAccount({ accountId: _, ...viewer }: Viewer): Viewer {
  return { ...viewer, roles: viewer.roles.filter((role) => !isGranted(role)) }
}

/** @returns the address with a parameter in place of its part, as routes write it */
const pattern = (address: (part: string) => string): string => address('part').replace('part', ':part')

/**
 * Pages that show what is read of people, and what stands around every page. Whatever is an account's own (letters,
 * receipts, payments, settings) is between it and its holder: a new page is shut here until it is named.
 */
export const SHOWN = [
  '/',
  href.directory,
  href.directorySuggestions,
  href.directoryFacets,
  href.directoryFacetCounts,
  href.directoryMap,
  pattern(href.mapGround),
  href.cohort,
  href.companies,
  pattern(href.profile),
  pattern(href.profilePhoto),
  pattern(href.profileCv),
  pattern(href.reportProfile),
  href.signIn,
  href.signInRecruiters,
  href.signInSchools,
  href.news,
  pattern(href.newsItem),
  pattern(href.newsPicture),
  href.newsFeed,
  href.agenda,
  href.events,
  pattern(href.event),
  pattern(href.eventPicture),
  href.offers,
  pattern(href.offer),
  href.schools,
  pattern(href.school),
  pattern(href.schoolLogo),
  href.courses,
  pattern(href.course),
  href.profileLibrary,
  pattern(href.libraryProfile),
  pattern(href.eventCalendar),
  href.eventsCalendar,
  href.pages,
  pattern(href.page),
  href.documents,
  pattern(href.document),
  pattern(href.letterCopy),
  href.contact,
  href.legalNotice,
  href.termsOfSale,
  href.accessibility,
  href.privacyPolicy,
  href.register,
  href.themeSheet,
  href.logo,
] as const

const PATTERNS = SHOWN.map((path) => new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`, 'i'))

/** Stands where a thing's own part of an address would, and is a page to write on. */
const SHUT: readonly string[] = [
  ...[href.offerNew, href.schoolPage, href.schoolSpace, href.registrationSchools, href.forgottenPasswordSchools],
]

/** @returns whether the page at this path may be looked at with other eyes. */
export function isShown(path: string): boolean {
  const plain = path.length > 1 ? path.replace(/\/$/, '') : path
  return !SHUT.includes(plain.toLowerCase()) && PATTERNS.some((pattern) => pattern.test(plain))
}
