/** `/ecoles/espace`: a school presents itself and its courses (N3). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { dropFiles } from '#app/domain/files/loose-files.server.ts'
import { demandSpace } from '#app/domain/schools/demand.server.ts'
import { changeLogo } from '#app/domain/schools/logo.server.ts'
import {
  type CourseLine,
  coursesOfSchool,
  courseWords,
  findCourse,
  ownSchool,
  type SchoolRow,
  schoolWords,
} from '#app/domain/schools/read-schools.server.ts'
import { judgeCourse, judgeSchool, typedCourse, typedSchool } from '#app/domain/schools/school-form.server.ts'
import {
  addCourse,
  addSchool,
  changeCourse,
  changeSchool,
  removeCourse,
  removeSchool,
} from '#app/domain/schools/write-schools.server.ts'
import { isReadFirst, ownsSchool } from '#app/policy/school.rules.ts'
import { courseLine, schoolLine } from './shown-school.ts'

const unitOf = ({ tenant, now }: Ctx, query: Query) => ({ query, tenant, now })

/** @throws Response 404 where the school has no page yet */
async function demandPage(ctx: Ctx, query: Query, lock: 'lock' | 'look' = 'look'): Promise<SchoolRow> {
  const school = await ownSchool(query, ctx, lock)
  if (!school) throw notFound()
  return school
}

/** @throws Response 404 for a course of another school */
async function demandCourse(ctx: Ctx, query: Query, slug: string, lock: 'lock' | 'look' = 'look'): Promise<CourseLine> {
  const course = await findCourse(query, ctx, { slug }, lock)
  if (!ownsSchool(ctx.ability, course)) throw notFound()
  return course
}

export async function readSpace(ctx: Ctx) {
  demandSpace(ctx)
  const { school, courses } = await ctx.sql(async (query) => {
    const school = await ownSchool(query, ctx)
    return { school, courses: school ? await coursesOfSchool(query, ctx, school.id) : [] }
  })
  return {
    title: ctx.t('schools:space.title'),
    school: school ? { ...schoolLine(school), waits: school.waiting !== null, because: school.because } : null,
    courses: courses.map((row) => ({ ...courseLine(row), because: row.because })),
    done: ctx.url.searchParams.get('fait'),
  }
}

/** What the association knows of the school already: a page begins with it. */
async function knownOf(ctx: Ctx, query: Query) {
  type Known = RowOf<'organisation', 'name' | 'about' | 'website' | 'street' | 'postcode' | 'city'>
  const [row] = await query<Known>(sql`SELECT "name", "about", "website", "street", "postcode", "city"
    FROM "organisation" WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${ctx.viewer.organisationId ?? null}::uuid`)
  return { ...row, about: row?.about ?? '', city: row?.city ?? '' }
}

export async function readPresentation(ctx: Ctx) {
  demandSpace(ctx)
  const { school, known } = await ctx.sql(async (query) => {
    const school = await ownSchool(query, ctx)
    return { school, known: school ? null : await knownOf(ctx, query) }
  })
  return {
    title: ctx.t('schools:space.presentation'),
    formKey: uuidv7(),
    school: school ? schoolLine(school) : null,
    typed: typedSchool(school ? (school.waiting ?? schoolWords(school)) : known!),
    readFirst: isReadFirst(ctx.tenant.config, ctx.ability),
    seen: school?.updatedAt.toISOString() ?? '',
    pictureDone: ctx.url.searchParams.get('fait') === 'logo',
  }
}

/** It has changed since the form was opened, by a colleague perhaps: nobody's words go unseen. */
const isOverwriting = (row: { updatedAt: Date } | undefined, form: FormData): boolean =>
  (form.get('seen') ?? '') !== '' && form.get('seen') !== row?.updatedAt.toISOString()

/** POST the words of the page, with `seen` of the form's page. */
export async function writePresentation(ctx: Ctx, form: FormData) {
  demandSpace(ctx)
  const { typed, errors, words } = judgeSchool(form)
  if (!words) return data({ typed, errors }, { status: 422 })
  const readFirst = isReadFirst(ctx.tenant.config, ctx.ability)
  const done = await ctx.sql(async (query) => {
    const school = await ownSchool(query, ctx, 'lock')
    if (isOverwriting(school, form)) return undefined
    if (school) return changeSchool(unitOf(ctx, query), school, words, readFirst)
    await addSchool(unitOf(ctx, query), ctx.viewer.organisationId!, words, readFirst)
    return readFirst ? 'asked' : 'saved'
  })
  if (!done) return data({ typed, errors: { name: 'meanwhile' } as typeof errors }, { status: 409 })
  return redirect(`${href.schoolSpace}?fait=${done}`, 303)
}

/** POST `picture`, or `remove-picture`. */
export async function writeLogo(ctx: Ctx, form: FormData | undefined) {
  demandSpace(ctx)
  const school = await ctx.sql((query) => demandPage(ctx, query))
  const pictureError = await changeLogo(ctx, school.id, form)
  if (pictureError) return data({ pictureError }, { status: pictureError === 'large' ? 413 : 422 })
  return redirect(`${href.presentSchool}?fait=logo`, 303)
}

/** @param slug undefined: a new one */
export async function readCourseForm(ctx: Ctx, slug: string | undefined) {
  demandSpace(ctx)
  const { school, course } = await ctx.sql(async (query) => ({
    school: await demandPage(ctx, query),
    course: slug === undefined ? undefined : await demandCourse(ctx, query, slug),
  }))
  const { city, region } = school
  return {
    title: course?.title ?? ctx.t('schools:space.newCourse'),
    formKey: uuidv7(),
    slug: course?.slug ?? null,
    typed: typedCourse(course ? (course.waiting ?? courseWords(course)) : { city, region }),
    readFirst: isReadFirst(ctx.tenant.config, ctx.ability),
    seen: course?.updatedAt.toISOString() ?? '',
  }
}

/** POST the words of a course; `intent=remove` deletes it. */
export async function writeCourse(ctx: Ctx, slug: string | undefined, form: FormData) {
  demandSpace(ctx)
  if (slug !== undefined && form.get('intent') === 'remove') {
    await ctx.sql(async (query) => removeCourse(unitOf(ctx, query), (await demandCourse(ctx, query, slug, 'lock')).id))
    return redirect(`${href.schoolSpace}?fait=course-removed`, 303)
  }
  const { typed, errors, words } = judgeCourse(form)
  if (!words) return data({ typed, errors }, { status: 422 })
  const readFirst = isReadFirst(ctx.tenant.config, ctx.ability)
  const done = await ctx.sql(async (query) => {
    const school = await demandPage(ctx, query, 'lock')
    if (slug === undefined) {
      const own = { id: school.id, organisationId: ctx.viewer.organisationId! }
      await addCourse(unitOf(ctx, query), own, words, readFirst)
      return readFirst ? 'asked' : 'saved'
    }
    const course = await demandCourse(ctx, query, slug, 'lock')
    return isOverwriting(course, form) ? undefined : changeCourse(unitOf(ctx, query), course, words, readFirst)
  })
  if (!done) return data({ typed, errors: { title: 'meanwhile' } as typeof errors }, { status: 409 })
  return redirect(`${href.schoolSpace}?fait=${done}`, 303)
}

export async function readRemoval(ctx: Ctx) {
  demandSpace(ctx)
  const school = await ctx.sql((query) => demandPage(ctx, query))
  return { title: ctx.t('schools:remove.title'), name: school.name }
}

/** POST: the page goes with its courses, at once; the account stays (N3, N10). */
export async function removePresentation(ctx: Ctx) {
  demandSpace(ctx)
  const keys = await ctx.sql(async (query) => removeSchool(unitOf(ctx, query), await demandPage(ctx, query, 'lock')))
  await dropFiles(ctx.tenant.id, keys)
  return redirect(`${href.schoolSpace}?fait=removed`, 303)
}
