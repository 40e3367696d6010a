/** Words of profiles by purpose (I11, N2). */

/** Levels of study, from the lowest. */
export const PROFILE_LEVELS = ['bac', 'bac1', 'bac2', 'bac3', 'bac4', 'bac5', 'bac8'] as const
export type ProfileLevel = (typeof PROFILE_LEVELS)[number]

/** Gross euros a year: the search knows these steps alone, so that nobody asks for a wish euro by euro (C21). */
export const PAY_STEPS = [20_000, 25_000, 30_000, 35_000, 40_000, 50_000, 60_000] as const

/** Who must not find a profile: a company by its name, everybody of a mail domain, one mail address (C19). */
export const EXCLUSION_KINDS = ['company', 'domain', 'address'] as const
export type ExclusionKind = (typeof EXCLUSION_KINDS)[number]

/** What may single somebody out: shown only as far as enough people fit. */
export const TELLING = ['speciality', 'level', 'year', 'town', 'job', 'employer'] as const
export type Telling = (typeof TELLING)[number]

export const PROFILE_STATES = ['draft', 'published', 'ended'] as const
export type ProfileState = (typeof PROFILE_STATES)[number]
