/** The forms of a school's page and of a course: what was typed, what is wrong with it, and what it says. */
import { typedFields } from '#app/context/sent-form.ts'
import { linkOf } from '#app/context/typed-link.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { COURSE_LEVELS, REGIONS, RHYTHMS, STUDY_FIELDS, type StudyField } from '#app/vocabulary/schools.ts'
import type { CourseWords, SchoolWords } from './school-words.ts'

const SHORT = 120
const ABOUT_LENGTH = 6_000
const PERIODS_LENGTH = 500
const MOST_LINKS = 5
const MOST_MONTHS = 120

const SCHOOL_TEXTS = ['name', 'about', 'website', 'links', 'street', 'postcode', 'city', 'region'] as const
const COURSE_TEXTS = [
  ...(['title', 'level', 'field', 'months', 'rhythm', 'periods', 'city', 'region', 'link', 'text'] as const),
] as const

export interface TypedSchool extends Record<(typeof SCHOOL_TEXTS)[number], string> {
  fields: string[]
}
export type TypedCourse = Record<(typeof COURSE_TEXTS)[number], string>

/** What is wrong, by field, in words of the forms' texts. */
export type Faults<Typed> = Partial<Record<keyof Typed, string>>

export interface Judged<Typed, Words> {
  typed: Typed
  errors: Faults<Typed>
  /** Undefined where something is wrong. */
  words: Words | undefined
}

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value))
const isShort = (typed: string) => typed !== '' && typed.length <= SHORT && !/[\r\n]/.test(typed)
const fitsLine = (typed: string) => typed.length <= SHORT && !/[\r\n]/.test(typed)
const longFault = (typed: string) => (typed === '' ? 'text' : typed.length > ABOUT_LENGTH ? 'long' : undefined)

/** @returns the faults that are any */
const faultsOf = <Typed>(faults: Faults<Typed>): Faults<Typed> =>
  Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== undefined)) as Faults<Typed>

/** @returns what the form of a page shows at first */
export function typedSchool(words: Partial<SchoolWords>): TypedSchool {
  const typed = Object.fromEntries(SCHOOL_TEXTS.map((one) => [one, text(words[one])]))
  const texts = typed as Record<(typeof SCHOOL_TEXTS)[number], string>
  return { ...texts, links: (words.links ?? []).join('\n'), fields: [...(words.fields ?? [])] }
}

/** @returns what the form of a course shows at first */
export const typedCourse = (words: Partial<CourseWords>): TypedCourse =>
  Object.fromEntries(COURSE_TEXTS.map((one) => [one, text(words[one])])) as TypedCourse

/** @returns links of the lines; undefined where one is none, or where there are too many */
function linksOf(typed: string): string[] | undefined {
  const lines = typed.split(/\s+/).filter(Boolean)
  const links = lines.map(linkOf)
  return lines.length <= MOST_LINKS && links.every((one) => typeof one === 'string') ? (links as string[]) : undefined
}

/** Judges the form of a school's page: `fields` as often as boxes are ticked, `links` one a line. */
export function judgeSchool(form: FormData): Judged<TypedSchool, SchoolWords> {
  const fields = form.getAll('fields').filter((one): one is StudyField => isOneOf(STUDY_FIELDS, one))
  const typed: TypedSchool = { ...typedFields(form, SCHOOL_TEXTS), fields }
  const [website, links] = [linkOf(typed.website), linksOf(typed.links)]
  const { name, about, street, postcode, city, region } = typed
  const errors = faultsOf<TypedSchool>({
    name: isShort(name) ? undefined : 'name',
    about: longFault(about),
    website: website === undefined ? 'link' : undefined,
    links: links ? undefined : 'links',
    street: fitsLine(street) ? undefined : 'line',
    postcode: fitsLine(postcode) ? undefined : 'line',
    city: isShort(city) ? undefined : 'city',
    region: isOneOf(REGIONS, region) ? undefined : 'region',
    fields: fields.length > 0 ? undefined : 'fields',
  })
  if (Object.keys(errors).length > 0 || !isOneOf(REGIONS, region)) return { typed, errors, words: undefined }
  const words: SchoolWords = {
    ...{ name, about, city, region, fields: [...new Set(fields)], links: links ?? [] },
    ...{ website: website ?? null, street: street || null, postcode: postcode || null },
  }
  return { typed, errors, words }
}

/** @returns months; null for none, undefined for a text that is no such number */
const monthsOf = (typed: string): number | null | undefined =>
  typed === '' ? null : /^[1-9]\d{0,2}$/.test(typed) && Number(typed) <= MOST_MONTHS ? Number(typed) : undefined

/** Judges the form of a course. */
export function judgeCourse(form: FormData): Judged<TypedCourse, CourseWords> {
  const typed = typedFields(form, COURSE_TEXTS)
  const { title, level, field, rhythm, periods, city, region, text: words } = typed
  const [months, link] = [monthsOf(typed.months), linkOf(typed.link)]
  const errors = faultsOf<TypedCourse>({
    title: isShort(title) ? undefined : 'title',
    level: isOneOf(COURSE_LEVELS, level) ? undefined : 'level',
    field: isOneOf(STUDY_FIELDS, field) ? undefined : 'field',
    months: months === undefined ? 'months' : undefined,
    rhythm: isOneOf(RHYTHMS, rhythm) ? undefined : 'rhythm',
    periods: periods.length <= PERIODS_LENGTH ? undefined : 'long',
    city: isShort(city) ? undefined : 'city',
    region: isOneOf(REGIONS, region) ? undefined : 'region',
    link: link === undefined ? 'link' : undefined,
    text: longFault(words),
  })
  const isKnown = isOneOf(COURSE_LEVELS, level) && isOneOf(STUDY_FIELDS, field) && isOneOf(RHYTHMS, rhythm)
  if (Object.keys(errors).length > 0 || !isKnown || !isOneOf(REGIONS, region))
    return { typed, errors, words: undefined }
  return {
    typed,
    errors,
    words: {
      ...{ title, level, field, rhythm, city, region, text: words },
      ...{ months: months ?? null, periods: periods || null, link: link ?? null },
    },
  }
}
