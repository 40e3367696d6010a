/**
 * Positions of one's own career: listed, added with a shared company, changed, ended into the history, removed (S8,
 * I3).
 */
import { redirect } from '@remix-run/node'
import type { z } from 'zod'
import { outdated, readForm, refused } from '#app/context/form-answer.server.ts'
import { notFound } from '#app/context/refusals.ts'
import { emptyPosition } from '#app/domain/people/apply-values.ts'
import { companyById, findCompanies } from '#app/domain/people/find-companies.server.ts'
import type { CompanySource, PersonSource, PositionSource } from '#app/domain/people/person-source.ts'
import { inOrder } from '#app/domain/people/projection.ts'
import { formatSpan } from '#app/i18n/format-value.ts'
import { typedDate } from '#app/i18n/read-answer.ts'
import { type Owner, type OwnRecord, readOwn, saveOwn } from './own-record.server.ts'
import {
  endSchema,
  type NewPositionAnswers,
  newPositionSchema,
  type PositionAnswers,
  positionSchema,
} from './position.schema.ts'
import { savedAt } from './sections.ts'

/** A position as pages list it. */
export interface PositionLine {
  id: string
  title: string
  company: string
  place: string
  span: string
  isCurrent: boolean
}

function lineOf({ ctx }: Owner, position: PositionSource): PositionLine {
  const { company, city, country } = position
  const place = company?.address ?? [city ?? company?.city, country ?? company?.country].filter(Boolean).join(', ')
  const since = (at: string) => ctx.t('profile:since', { date: at })
  return {
    id: position.id,
    title: position.jobTitle ?? company?.name ?? '',
    company: position.jobTitle ? (company?.name ?? '') : '',
    place,
    span: formatSpan(position.startedOn, position.endedOn, ctx.language, since),
    isCurrent: position.endedOn === null,
  }
}

/** @returns the positions of one's record: those held now, or those that are over */
export function readPositions(owner: Owner, { source }: OwnRecord, current: boolean): PositionLine[] {
  const lines = inOrder(source.positions).map((position) => lineOf(owner, position))
  return lines.filter((position) => position.isCurrent === current)
}

/** @throws Response 404 where the person has no such position */
function positionIn(source: PersonSource, id: string | undefined): PositionSource {
  const position = source.positions.find((one) => one.id === id)
  if (!position) throw notFound()
  return position
}

export async function readPosition(owner: Owner, id: string | undefined, title: 'edit' | 'end' | 'remove') {
  const { source, version } = await readOwn(owner)
  const position = positionIn(source, id)
  return {
    title: owner.ctx.t(`positions:positions.${title}`),
    handle: source.handle,
    version,
    line: lineOf(owner, position),
    stands: {
      jobTitle: position.jobTitle ?? '',
      workField: position.workField ?? '',
      workLevel: position.workLevel ?? '',
      workPhone: position.phone ?? '',
      startedOn: typedDate(position.startedOn ?? ''),
      endedOn: typedDate(position.endedOn ?? ''),
    },
  }
}

export interface CompanyChoice extends CompanySource {
  id: string
}

/** The steps of adding: search a company, choose one or a new one, then the position. State lives in the address. */
export async function readNewPosition(owner: Owner) {
  const { ctx } = owner
  const { source, version } = await readOwn(owner)
  const wish = (name: string) => ctx.url.searchParams.get(name)?.trim().slice(0, 160) ?? ''
  const [typed, created, chosen, past] = [wish('entreprise'), wish('nouvelle'), wish('societe'), wish('passe') !== '']
  const companies = await ctx.sql((query) => findCompanies(query, ctx.tenant.id, typed, owner.personId))
  return {
    title: ctx.t(`positions:positions.${past ? 'addPast' : 'add'}`),
    handle: source.handle,
    version,
    typed,
    past,
    created,
    companies,
    chosen: chosen === '' ? null : await companyOf(owner, chosen),
    current: inOrder(source.positions)
      .filter(({ endedOn }) => endedOn === null)
      .map((position) => lineOf(owner, position)),
  }
}

/** @throws Response 404 for a company this association does not know, or whose place is somebody's own */
async function companyOf({ ctx, personId }: Owner, id: string): Promise<CompanyChoice> {
  const company = await ctx.sql((query) => companyById(query, ctx.tenant.id, id, personId))
  if (!company) throw notFound()
  return company
}

function detailsOf(answers: PositionAnswers) {
  return {
    jobTitle: answers.jobTitle,
    workField: answers.workField ?? null,
    workLevel: answers.workLevel ?? null,
    phone: answers.workPhone ?? null,
    startedOn: answers.startedOn ?? null,
    endedOn: answers.endedOn ?? null,
  }
}

function typedCompany(answers: NewPositionAnswers): CompanySource {
  return {
    ...{ id: null, name: answers.companyName!, siret: answers.companySiret ?? null, naf: null },
    address: answers.companyAddress ?? null,
    ...{ city: answers.companyCity ?? null, country: answers.companyCountry ?? null },
  }
}

/** Lays a form's answers on the record; the form comes back where they do not hold. */
async function save<Schema extends z.ZodType<{ version: string }>>(
  owner: Owner,
  form: FormData,
  schema: Schema,
  edit: (source: PersonSource, answers: z.output<Schema>) => void,
) {
  const submission = readForm(form, schema)
  if (submission.status !== 'success') return refused(form, submission.error)
  const answers = submission.value as z.output<Schema>
  const saved = await saveOwn(owner, (answers as { version: string }).version, (source) => edit(source, answers))
  return saved.conflict === undefined ? undefined : outdated(form, saved.conflict)
}

const done = (past: boolean) => redirect(savedAt(past ? 'parcours' : 'postes'), 303)

/** POST of a new position; those it replaces end on the day it starts, and stay in the history. */
export async function addPosition(owner: Owner, form: FormData) {
  const id = form.get('companyId')
  const shared = typeof id === 'string' && id !== '' ? await companyOf(owner, id) : null
  const answer = await save(owner, form, newPositionSchema, (source, answers) => {
    const start = answers.startedOn ?? owner.ctx.now.toISOString().slice(0, 10)
    for (const position of source.positions)
      if (answers.replaces.includes(position.id) && position.endedOn === null) position.endedOn = start
    source.positions.push({ ...emptyPosition(), ...detailsOf(answers), company: shared ?? typedCompany(answers) })
  })
  return answer ?? done(Boolean(form.get('endedOn')))
}

/** POST of changes to one position. */
export async function changePosition(owner: Owner, id: string | undefined, form: FormData) {
  const answer = await save(owner, form, positionSchema, (source, answers) => {
    Object.assign(positionIn(source, id), detailsOf(answers))
  })
  return answer ?? done(Boolean(form.get('endedOn')))
}

/** POST of an end: the position leaves the page's head and stands in the history (I3). */
export async function endPosition(owner: Owner, id: string | undefined, form: FormData) {
  const answer = await save(owner, form, endSchema, (source, { endedOn }) => {
    positionIn(source, id).endedOn = endedOn
  })
  return answer ?? done(true)
}

/** POST of a removal: for what was entered by mistake. */
export async function removePosition(owner: Owner, id: string | undefined) {
  let past = false
  await saveOwn(owner, '', (source) => {
    past = positionIn(source, id).endedOn !== null
    source.positions = source.positions.filter((position) => position.id !== id)
  })
  return done(past)
}
