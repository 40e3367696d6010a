/** `/admin/ecoles/:school`: one page with its courses, as they are decided about, and who claims it (N3). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import { wordsHash } from '#app/context/words-hash.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { dropFiles } from '#app/domain/files/loose-files.server.ts'
import { decideClaim, lockClaim, waitingClaims } from '#app/domain/schools/claims.server.ts'
import { changeLogo } from '#app/domain/schools/logo.server.ts'
import {
  type CourseRow,
  coursesOfSchool,
  courseWords,
  findCourse,
  findSchool,
  type SchoolRow,
  schoolWords,
} from '#app/domain/schools/read-schools.server.ts'
import type { SchoolLetter } from '#app/domain/schools/school.email.tsx'
import { judgeSchool, typedSchool } from '#app/domain/schools/school-form.server.ts'
import { tellSchool } from '#app/domain/schools/tell-school.server.ts'
import { changeCourse, changeSchool, moveSchool, removeSchool } from '#app/domain/schools/write-schools.server.ts'
import { schoolDecisions } from '#app/policy/school.rules.ts'
import type { SchoolDecision } from '#app/policy/school-steps.ts'
import { demandDirectory } from './desk.server.ts'

const BECAUSE_LENGTH = 1_000

/** What a decision is about: words that changed meanwhile are another decision. */
const schoolHash = (row: SchoolRow) => wordsHash([row.state, row.waiting, schoolWords(row)])
const courseHash = (row: CourseRow) => wordsHash([row.state, row.waiting, courseWords(row)])

async function demandSchool(ctx: Ctx, query: Query, id: string, lock: 'lock' | 'look' = 'look'): Promise<SchoolRow> {
  if (!isUuid(id)) throw notFound()
  return findSchool(query, ctx, { id }, lock)
}

export async function readSchoolDesk(ctx: Ctx, id: string) {
  demandDirectory(ctx)
  const { ability } = ctx
  const { school, courses, claims } = await ctx.sql(async (query) => {
    const school = await demandSchool(ctx, query, id)
    const claims = await waitingClaims(query, ctx.tenant.id)
    return {
      school,
      courses: await coursesOfSchool(query, ctx, school.id),
      claims: claims.filter(({ schoolId }) => schoolId === school.id),
    }
  })
  const waits = (row: SchoolRow | CourseRow) => row.waiting !== null
  return {
    title: school.name,
    formKey: uuidv7(),
    id: school.id,
    slug: school.slug,
    state: school.state,
    organisationId: school.organisationId,
    logo: { name: school.name, logo: school.logoKey ? href.schoolLogo(school.slug) : null },
    typed: typedSchool(schoolWords(school)),
    words: school.waiting ?? schoolWords(school),
    waits: waits(school),
    hash: schoolHash(school),
    decisions: schoolDecisions(ability, { state: school.state, waits: waits(school) }),
    courses: courses.map((row) => ({
      ...{ id: row.id, slug: row.slug, state: row.state, waits: waits(row), hash: courseHash(row) },
      ...{ title: row.title, text: (row.waiting ?? row).text },
      decisions: schoolDecisions(ability, { state: row.state, waits: waits(row) }),
    })),
    claims: claims.map(({ id: claim, organisationId, organisation, words, at }) => ({
      ...{ id: claim, organisationId, organisation, words, at: at.toISOString() },
    })),
    done: ctx.url.searchParams.get('fait'),
  }
}

const DECIDED = {
  approve: { word: 'school.approved', letter: 'approved', state: 'published' },
  refuse: { word: 'school.refused', letter: 'refused', state: 'refused' },
  'take-down': { word: 'school.taken-down', letter: 'takenDown', state: 'hidden' },
  'show-again': { word: 'school.shown-again', letter: 'shownAgain', state: 'published' },
} as const satisfies Record<SchoolDecision, { word: string; letter: SchoolLetter['decision']; state: string }>

interface Decided {
  decision: SchoolDecision
  because: string | null
}

/** Words that wait take the place of the old ones, or go; where nothing waits, the page or the course moves. */
async function decideSchool(ctx: Ctx, query: Query, school: SchoolRow, { decision, because }: Decided) {
  const unit = { query, tenant: ctx.tenant, now: ctx.now }
  const isOfWaiting = school.state === 'published' && decision !== 'take-down'
  if (isOfWaiting && decision === 'approve') await changeSchool(unit, school, school.waiting!, false)
  else
    await moveSchool(unit, 'school', school.id, {
      state: isOfWaiting ? 'published' : DECIDED[decision].state,
      because,
    })
}

async function decideCourse(ctx: Ctx, query: Query, course: CourseRow, { decision, because }: Decided) {
  const unit = { query, tenant: ctx.tenant, now: ctx.now }
  const isOfWaiting = course.state === 'published' && decision !== 'take-down'
  if (isOfWaiting && decision === 'approve') await changeCourse(unit, course, course.waiting!, false)
  else
    await moveSchool(unit, 'course', course.id, {
      state: isOfWaiting ? 'published' : DECIDED[decision].state,
      because,
    })
}

/** @returns the reason; null where none is asked; undefined where it is missing */
function becauseIn(form: FormData, asked: boolean): string | null | undefined {
  const because = String(form.get('because') ?? '').trim()
  if (!asked) return null
  return because !== '' && because.length <= BECAUSE_LENGTH ? because : undefined
}

/** POST `intent` of SCHOOL_DECISIONS, `course` for one, `hash` of what was read, `because` with a no. */
async function decide(ctx: Ctx, id: string, form: FormData): Promise<string | undefined> {
  const courseId = form.get('course')
  return ctx.sql(async (query) => {
    const school = await demandSchool(ctx, query, id, 'lock')
    const course = isUuid(courseId) ? await findCourse(query, ctx, { id: courseId }, 'lock') : undefined
    if (course && course.schoolId !== school.id) throw notFound()
    const row = course ?? school
    if ((course ? courseHash(course) : schoolHash(school)) !== form.get('hash')) return 'changed-meanwhile'
    const decisions = schoolDecisions(ctx.ability, { state: row.state, waits: row.waiting !== null })
    const decision = decisions.find((one) => one === form.get('intent'))
    if (!decision) throw forbidden()
    const because = becauseIn(form, decision === 'refuse' || decision === 'take-down')
    if (because === undefined) return undefined
    if (course) await decideCourse(ctx, query, course, { decision, because })
    else await decideSchool(ctx, query, school, { decision, because })
    const { word, letter } = DECIDED[decision]
    await audit(query, ctx, word, { subjectId: row.id })
    const told = { decision: letter, about: row.id, name: course?.title ?? school.name, because }
    await tellSchool({ query, tenant: ctx.tenant, now: ctx.now }, school.organisationId, told)
    return letter
  })
}

/** POST `intent=accept-claim` or `refuse-claim`, `claim`, `because` with a no. */
async function answerClaim(ctx: Ctx, id: string, form: FormData): Promise<string | undefined> {
  const accepts = form.get('intent') === 'accept-claim'
  const because = becauseIn(form, !accepts)
  if (because === undefined) return undefined
  const unit = { tenant: ctx.tenant, now: ctx.now }
  return ctx.sql(async (query) => {
    const claim = await lockClaim(query, ctx.tenant.id, String(form.get('claim') ?? ''))
    if (!claim || claim.schoolId !== id) throw notFound()
    if (!(await decideClaim({ query, ...unit }, claim, { accepts, because }))) return 'claim-impossible'
    await audit(query, ctx, accepts ? 'school.claim-accepted' : 'school.claim-refused', { subjectId: id })
    const decision = accepts ? 'claimAccepted' : 'claimRefused'
    const told = { decision, about: claim.id, name: claim.name, because } as const
    await tellSchool({ query, ...unit }, claim.organisationId, told)
    return decision
  })
}

/** A generic page is the association's to write and to delete; a school's own is the school's. */
async function changeGeneric(ctx: Ctx, id: string, form: FormData | undefined) {
  const { tenant, now } = ctx
  const demandGeneric = async (query: Query) => {
    const school = await demandSchool(ctx, query, id, 'lock')
    if (school.organisationId !== null) throw forbidden()
    return school
  }
  if (!form || form.has('picture') || form.get('intent') === 'remove-picture') {
    await ctx.sql(demandGeneric)
    const pictureError = await changeLogo(ctx, id, form)
    if (pictureError) return data({ pictureError }, { status: pictureError === 'large' ? 413 : 422 })
    return redirect(`${href.schoolDesk(id)}?fait=logo`, 303)
  }
  if (form.get('intent') === 'remove') {
    const keys = await ctx.sql(async (query) => {
      const school = await demandGeneric(query)
      await audit(query, ctx, 'school.removed', { subjectId: id })
      return removeSchool({ query, tenant, now }, school)
    })
    await dropFiles(tenant.id, keys)
    return redirect(`${href.schoolsDesk}?etat=generiques&fait=removed`, 303)
  }
  const { typed, errors, words } = judgeSchool(form)
  if (!words) return data({ typed, errors }, { status: 422 })
  await ctx.sql(async (query) => {
    await changeSchool({ query, tenant, now }, await demandGeneric(query), words, false)
    await audit(query, ctx, 'school.changed', { subjectId: id })
  })
  return redirect(`${href.schoolDesk(id)}?fait=saved`, 303)
}

/** POST: a decision, the answer to a claim, or the words and the logo of a generic page. */
export async function changeSchoolDesk(ctx: Ctx, id: string, form: FormData | undefined) {
  demandDirectory(ctx)
  const intent = String(form?.get('intent') ?? '')
  const isClaim = intent === 'accept-claim' || intent === 'refuse-claim'
  if (!form || !(isClaim || intent in DECIDED)) return changeGeneric(ctx, id, form)
  const done = await (isClaim ? answerClaim : decide)(ctx, id, form)
  if (done === undefined) return data({ because: String(form.get('because') ?? ''), missing: true }, { status: 422 })
  return redirect(`${href.schoolDesk(id)}?fait=${done}`, 303)
}
