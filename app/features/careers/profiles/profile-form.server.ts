/** The form of a profile: what was typed, what is wrong with it, what would tell who it is, and what it says. */
import { startOfDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { typedFields } from '#app/context/sent-form.ts'
import { type TellingWord, tellingWords } from '#app/domain/profiles/telling-words.ts'
import type { OwnProfile, ProfileWords } from '#app/domain/profiles/write-profiles.server.ts'
import { countryCode, countryName } from '#app/i18n/countries.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { PAY_STEPS, PROFILE_LEVELS } from '#app/vocabulary/profiles.ts'

const SHORT = 120
const TEXT_LENGTH = 4_000
const MOST_SKILLS = 20

const FIELDS = [
  ...(['purpose', 'headline', 'speciality', 'level', 'year', 'town', 'country', 'job', 'employer', 'skills'] as const),
  ...(['text', 'availableFrom', 'payWish', 'keep'] as const),
] as const
export type TypedProfile = Record<(typeof FIELDS)[number], string>
export type ProfileErrors = Partial<Record<keyof TypedProfile, string>>

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

/** @returns what the form shows at first; a new one begins empty, but for its country */
export function typedOf({ tenant, language }: Ctx, row: OwnProfile | undefined): TypedProfile {
  const from = Object.fromEntries(FIELDS.map((one) => [one, text(row?.[one as keyof OwnProfile])])) as TypedProfile
  const country = row ? row.country : tenant.config.imports.home
  return {
    ...from,
    country: country ? countryName(country, language) || country : '',
    skills: row?.skills.join(', ') ?? '',
  }
}

const isShort = (typed: string) => typed.length <= SHORT && !/[\r\n]/.test(typed)
const skillsOf = (typed: string) => [
  ...new Set(
    typed
      .split(/[,;\n]/)
      .map((one) => one.trim())
      .filter(Boolean),
  ),
]
const YEAR = /^(?:19[5-9]\d|20\d\d)$/
const PAYS = PAY_STEPS.map(String)

function faultsOf(typed: TypedProfile, purposes: readonly string[]): ProfileErrors {
  const { purpose, headline, level, year, country, text: words, availableFrom, payWish, skills } = typed
  const lines = (['speciality', 'town', 'job', 'employer'] as const).filter((field) => !isShort(typed[field]))
  return {
    ...(isOneOf(purposes, purpose) ? {} : { purpose: 'purpose' }),
    ...(headline !== '' && isShort(headline) ? {} : { headline: 'headline' }),
    ...Object.fromEntries(lines.map((field) => [field, 'short'])),
    ...(level === '' || isOneOf(PROFILE_LEVELS, level) ? {} : { level: 'level' }),
    ...(year === '' || YEAR.test(year) ? {} : { year: 'year' }),
    ...(country === '' || countryCode(country) ? {} : { country: 'country' }),
    ...(skillsOf(skills).length > MOST_SKILLS || !skillsOf(skills).every(isShort) ? { skills: 'skills' } : {}),
    ...(words.length > TEXT_LENGTH ? { text: 'text' } : {}),
    ...(availableFrom === '' || startOfDay(availableFrom) ? {} : { availableFrom: 'day' }),
    ...(payWish === '' || isOneOf(PAYS, payWish) ? {} : { payWish: 'payWish' }),
  }
}

const SEARCHED = ['headline', 'speciality', 'town', 'job', 'employer', 'skills', 'text'] as const

/** Names one may choose to show after having been asked; addresses and links go by the messages alone (N2, N7). */
function tellingIn(typed: TypedProfile, names: readonly (string | null)[]): TellingWord[] {
  const found = tellingWords(SEARCHED.map((field) => typed[field]).join('\n'), names)
  return typed.keep === 'yes' ? found.filter(({ kind }) => kind !== 'name') : found
}

function wordsOf(typed: TypedProfile): ProfileWords {
  const some = (value: string) => value || null
  return {
    ...{ purpose: typed.purpose, headline: typed.headline, text: typed.text, level: some(typed.level) },
    ...{ speciality: some(typed.speciality), town: some(typed.town), job: some(typed.job) },
    ...{ employer: some(typed.employer), year: typed.year ? Number(typed.year) : null },
    ...{ country: countryCode(typed.country) ?? null, skills: skillsOf(typed.skills) },
    ...{ availableFrom: some(typed.availableFrom), payWish: typed.payWish ? Number(typed.payWish) : null },
  }
}

interface JudgedProfile {
  typed: TypedProfile
  errors: ProfileErrors
  telling: TellingWord[]
  words: ProfileWords | undefined
}

/** @param names of the person: they are looked for in what was typed */
export function judgeProfile(ctx: Ctx, form: FormData, names: readonly (string | null)[]): JudgedProfile {
  const typed = typedFields(form, FIELDS)
  const errors = faultsOf(typed, ctx.tenant.config.publication?.purposes ?? [])
  const telling = tellingIn(typed, names)
  const isFine = Object.keys(errors).length === 0 && telling.length === 0
  return { typed, errors, telling, words: isFine ? wordsOf(typed) : undefined }
}
