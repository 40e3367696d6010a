/** One section of « Réglages » as a plain form: what stands, what is read only, and saving (S8). */
import { redirect } from '@remix-run/node'
import { outdated, readForm, refused } from '#app/context/form-answer.server.ts'
import { applyValues } from '#app/domain/people/apply-values.ts'
import type { PersonValues } from '#app/domain/people/person-source.ts'
import { sealFor } from '#app/domain/people/seal.server.ts'
import { typedDate } from '#app/i18n/read-answer.ts'
import { sharedFields } from '#app/policy/visibility.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { FIELD_GROUPS, type FieldId } from '#app/vocabulary/fields.ts'
import { type Owner, type OwnRecord, readOwn, saveOwn } from './own-record.server.ts'
import { FORMS, type Question, READ_ONLY } from './questions.ts'
import { sectionSchema } from './section.schema.ts'
import { type RecordPart, savedAt } from './sections.ts'

/** @returns the section's questions, without those that this association has no use for. */
export function questionsOf(config: TenantConfig, section: FormPart): readonly Question[] {
  const used: readonly Question[] = FORMS[section].filter(({ field }) => isUsed(config, field))
  return used.map((question) => required(config, purposed(config, question)))
}

/** Pseudonyms and purposes exist only where profiles are published under them (N2). */
export function isUsed(config: TenantConfig, field: FieldId): boolean {
  return !isOneOf(FIELD_GROUPS.publication, field) || sharedFields(config).has(field)
}

/** Purposes are chosen, where the association names them. */
function purposed({ publication }: TenantConfig, question: Question): Question {
  if (question.field !== 'purpose' || !publication) return question
  return { ...question, control: 'choice', options: publication.purposes }
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
  if (control === 'words' || control === 'ticks') return (value as unknown[]).join(', ')
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

/** A part that is one plain form. */
export type FormPart = Extract<RecordPart, 'identite' | 'autres' | 'adresse' | 'competences' | 'aide' | 'diplomes'>

export function readSection({ ctx }: Owner, section: FormPart, record: OwnRecord) {
  const questions = questionsOf(ctx.tenant.config, section)
  return { section, questions: withKept(questions, record), stands: standing(questions, record.values) }
}

/** A stored answer that is in no list of ours stays one of the choices. */
export function withKept(questions: readonly Question[], { values }: OwnRecord): Question[] {
  return questions.map((question) => {
    const value = values[question.field]
    if (question.control !== 'choice' || typeof value !== 'string' || question.options!.includes(value)) return question
    return { ...question, options: [...question.options!, value] }
  })
}

/** POST of a section. @returns a redirect to where it stands, or the answers to correct (422, 409) */
export async function saveSection(owner: Owner, section: FormPart, form: FormData) {
  const questions = questionsOf(owner.ctx.tenant.config, section)
  // Several ticks are one answer: what was ticked stands again in a form that comes back.
  for (const { field, control } of questions) if (control === 'ticks') form.set(field, form.getAll(field).join(', '))
  const { values } = await readOwn(owner)
  const submission = readForm(form, sectionSchema(questions, values))
  if (submission.status !== 'success') return refused(form, submission.error)
  const { version, ...answers } = submission.value as Record<string, unknown> & { version: string }
  const changes = Object.fromEntries(questions.map(({ field }) => [field, answers[field] ?? null]))
  const saved = await saveOwn(owner, version, (source) =>
    applyValues(source, changes, sealFor(owner.ctx.tenant.id, source.id)),
  )
  if (saved.conflict !== undefined) return outdated(form, saved.conflict)
  return redirect(savedAt(section), 303)
}
