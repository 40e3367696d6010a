/** One section of « Réglages » as a plain form: what stands, what is read only, and saving (S8). */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { outdated, readForm, refused } from '#app/context/form-answer.server.ts'
import { notFound } from '#app/context/refusals.ts'
import { applyValues } from '#app/domain/people/apply-values.ts'
import type { PersonValues } from '#app/domain/people/person-source.ts'
import { sealFor } from '#app/domain/people/seal.server.ts'
import { typedDate } from '#app/i18n/read-answer.ts'
import { sharedFields } from '#app/policy/visibility.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { FIELD_GROUPS, type FieldId } from '#app/vocabulary/fields.ts'
import { type Owner, type OwnRecord, readOwn, saveOwn } from './own-record.server.ts'
import { sectionSchema } from './section.schema.ts'
import { FORMS, type Question, READ_ONLY, SECTIONS, type Section } from './sections.ts'

/** @returns the section's questions, without those that this association has no use for. @throws Response 404 */
export function questionsOf(config: TenantConfig, section: string | undefined): readonly Question[] {
  const form = section === undefined ? undefined : FORMS[section]
  if (!form || !Object.hasOwn(FORMS, section!)) throw notFound()
  return form.filter(({ field }) => isUsed(config, field)).map((question) => required(config, question))
}

/** Pseudonyms and purposes exist only where profiles are published under them (N2). */
export function isUsed(config: TenantConfig, field: FieldId): boolean {
  return !isOneOf(FIELD_GROUPS.publication, field) || sharedFields(config).has(field)
}

/** Where people go by a pseudonym, their civil name is theirs to leave out. */
function required({ identity }: TenantConfig, question: Question): Question {
  const named = question.field === identity.field || identity.with.includes(question.field)
  if (named || identity.field === 'lastName') return question
  const { required: _, ...optional } = question
  return optional
}

/** @returns a stored value as its form control holds it. */
export function controlValue({ control }: Pick<Question, 'control'>, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (control === 'date') return typedDate(String(value))
  if (control === 'words') return (value as unknown[]).join(', ')
  if (control === 'yesNo') return value ? 'yes' : 'no'
  return String(value)
}

export function standing(questions: readonly Question[], values: PersonValues): Record<string, string> {
  return Object.fromEntries(
    questions.map((question) => [question.field, controlValue(question, values[question.field])]),
  )
}

/** What the association's data say on this page, as text. */
export function readOnlyLines(config: TenantConfig, section: string, values: PersonValues) {
  const there = (READ_ONLY[section] ?? []).filter((field) => isUsed(config, field) && !isNothing(values[field]))
  return there.map((field) => ({ field, value: values[field] as string | number | boolean | string[] }))
}

const isNothing = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)

export async function readSection(owner: Owner, section: string | undefined) {
  const { config } = owner.ctx.tenant
  const questions = questionsOf(config, section)
  const record = await readOwn(owner)
  return {
    title: owner.ctx.t(`profile:sections.${section}.title`),
    section: section as Section,
    handle: record.source.handle,
    version: record.version,
    saved: owner.ctx.url.searchParams.has('enregistre'),
    questions: withKept(questions, record),
    stands: standing(questions, record.values),
    readOnly: readOnlyLines(config, section!, record.values),
    contactEmail: config.contactEmail,
    hasSecret: section === 'autres' && Boolean(record.values.iesfCode),
  }
}

/** A stored answer that is in no list of ours stays one of the choices. */
function withKept(questions: readonly Question[], { values }: OwnRecord): Question[] {
  return questions.map((question) => {
    const value = values[question.field]
    if (question.control !== 'choice' || typeof value !== 'string' || question.options!.includes(value)) return question
    return { ...question, options: [...question.options!, value] }
  })
}

/** POST of a section. @returns a redirect to itself, or the answers to correct (422, 409) */
export async function saveSection(owner: Owner, section: string | undefined, form: FormData) {
  const questions = questionsOf(owner.ctx.tenant.config, section)
  const { values } = await readOwn(owner)
  const submission = readForm(form, sectionSchema(questions, values))
  if (submission.status !== 'success') return refused(form, submission.error)
  const { version, ...answers } = submission.value as Record<string, unknown> & { version: string }
  const changes = Object.fromEntries(questions.map(({ field }) => [field, answers[field] ?? null]))
  const saved = await saveOwn(owner, version, (source) =>
    applyValues(source, changes, sealFor(owner.ctx.tenant.id, source.id)),
  )
  if (saved.conflict !== undefined) return outdated(form, saved.conflict)
  return redirect(`${href.settingsSection(SECTIONS.find((id) => id === section)!)}?enregistre=1`, 303)
}
