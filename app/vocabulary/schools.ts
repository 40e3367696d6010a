/** Words of the directory of schools and courses (N3): closed lists that forms, searches and texts share. */

/** Regions of France (ISO 3166-2:FR without its prefix), and everywhere else. */
export const REGIONS = [
  ...(['ARA', 'BFC', 'BRE', 'CVL', 'COR', 'GES', 'HDF', 'IDF', 'NOR', 'NAQ', 'OCC', 'PDL', 'PAC'] as const),
  ...(['971', '972', '973', '974', '976', 'abroad'] as const),
] as const
export type Region = (typeof REGIONS)[number]

/** What is studied. */
export const STUDY_FIELDS = [
  ...(['agriculture', 'arts', 'commerce', 'communication', 'construction', 'finance', 'health'] as const),
  ...(['hospitality', 'humanities', 'industry', 'it', 'law', 'management', 'science'] as const),
  ...(['social', 'sport', 'transport'] as const),
] as const
export type StudyField = (typeof STUDY_FIELDS)[number]

/** The diploma that a course leads to, by years after the baccalauréat. */
export const COURSE_LEVELS = ['cap', 'bac', 'bac2', 'bac3', 'bac5', 'bac8', 'short'] as const
export type CourseLevel = (typeof COURSE_LEVELS)[number]

export const RHYTHMS = ['full-time', 'apprenticeship', 'both', 'part-time', 'distance'] as const
export type Rhythm = (typeof RHYTHMS)[number]

/**
 * Where a page or a course stands. `pending`: the association reads it first · `refused`: it said no, until its words
 * change · `hidden`: the association took it off line.
 */
export const SCHOOL_STATES = ['pending', 'published', 'refused', 'hidden'] as const
export type SchoolState = (typeof SCHOOL_STATES)[number]

/** What a school says of itself. */
export const SCHOOL_FIELDS = [
  ...(['name', 'about', 'website', 'links', 'street', 'postcode', 'city', 'region', 'fields'] as const),
] as const
export type SchoolField = (typeof SCHOOL_FIELDS)[number]

/** What a school says of a course. */
export const COURSE_FIELDS = [
  ...(['title', 'level', 'field', 'months', 'rhythm', 'periods', 'city', 'region', 'link', 'text'] as const),
] as const
export type CourseField = (typeof COURSE_FIELDS)[number]

export const CLAIM_STATES = ['waiting', 'accepted', 'refused'] as const
export type ClaimState = (typeof CLAIM_STATES)[number]

/** What schools receive, each a switch of its owner: `introductions` come from companies alone (N8). */
export const SCHOOL_SERVICES = ['questions', 'documentation', 'introductions'] as const
export type SchoolServiceKind = (typeof SCHOOL_SERVICES)[number]
