/** `/ecoles/:school`, its logo, `/formations/:course`, and the claim of a generic page (N3). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { pictureResponse } from '#app/domain/content/pictures.server.ts'
import { claimSchool, claimState } from '#app/domain/schools/claims.server.ts'
import { demandSchools } from '#app/domain/schools/demand.server.ts'
import {
  coursesOfSchool,
  findCourse,
  findSchool,
  ownSchool,
  type SchoolRow,
} from '#app/domain/schools/read-schools.server.ts'
import { asksOf } from '#app/domain/schools/services.server.ts'
import { keepsSchools, mayClaim, ownsSchool } from '#app/policy/school.rules.ts'
import { courseLine, schoolLine } from './shown-school.ts'

const CLAIM_LENGTH = 1_000

/** Nothing but what everybody finds on line stands in indexes. */
const headersOf = (isOnLine: boolean): Record<string, string> => (isOnLine ? {} : { 'X-Robots-Tag': 'noindex' })

/** @returns true where this school may say that the page is its own */
async function claims(ctx: Ctx, query: Query, school: SchoolRow): Promise<boolean> {
  return mayClaim(ctx.ability, school, (await ownSchool(query, ctx)) !== undefined) && !ctx.standIn
}

export async function readSchool(ctx: Ctx, slug: string) {
  demandSchools(ctx)
  const { school, courses, mayBeClaimed, claim, asked } = await ctx.sql(async (query) => {
    const school = await findSchool(query, ctx, { slug })
    const { organisationId } = ctx.viewer
    return {
      school,
      courses: await coursesOfSchool(query, ctx, school.id),
      mayBeClaimed: await claims(ctx, query, school),
      claim: await claimState(query, ctx.tenant.id, { schoolId: school.id, organisationId }),
      asked: await asksOf(ctx, query, school),
    }
  })
  const { about, website, links, street, postcode } = school
  const body = {
    title: school.name,
    school: { ...schoolLine(school), about, website, links, street, postcode },
    courses: courses.map(courseLine),
    ...asked,
    generic: school.organisationId === null,
    claim: claim === 'waiting' ? ('waiting' as const) : mayBeClaimed ? ('open' as const) : null,
    own: ownsSchool(ctx.ability, school) && !ctx.standIn,
    desk: keepsSchools(ctx.ability) ? href.schoolDesk(school.id) : null,
    claimed: ctx.url.searchParams.get('fait') === 'claimed',
  }
  return data(body, { headers: headersOf(school.state === 'published') })
}

export async function readLogo(ctx: Ctx, slug: string): Promise<Response> {
  demandSchools(ctx)
  const { logoKey } = await ctx.sql((query) => findSchool(query, ctx, { slug }))
  return pictureResponse(logoKey)
}

export async function readCourse(ctx: Ctx, slug: string) {
  demandSchools(ctx)
  const { course, school, asks } = await ctx.sql(async (query) => {
    const course = await findCourse(query, ctx, { slug })
    const school = await findSchool(query, ctx, { id: course.schoolId })
    return { course, school, asks: (await asksOf(ctx, query, school, slug)).asks }
  })
  const { text, link, periods } = course
  const body = {
    title: course.title,
    course: { ...courseLine(course), text, link, periods },
    school: schoolLine(school),
    asks,
    own: ownsSchool(ctx.ability, school) && !ctx.standIn,
  }
  return data(body, { headers: headersOf(course.state === 'published' && school.state === 'published') })
}

/** @throws Response 403 where this viewer may not claim the page */
export async function readClaim(ctx: Ctx, slug: string) {
  demandSchools(ctx)
  const school = await ctx.sql(async (query) => {
    const school = await findSchool(query, ctx, { slug })
    if (!(await claims(ctx, query, school))) throw forbidden()
    return school
  })
  return { title: ctx.t('schools:claim.title'), name: school.name, slug, formKey: uuidv7() }
}

/** POST `words`: who writes, and what shows that the page is theirs. */
export async function sendClaim(ctx: Ctx, slug: string, form: FormData) {
  demandSchools(ctx)
  const words = String(form.get('words') ?? '').trim()
  const isGood = words !== '' && words.length <= CLAIM_LENGTH
  const { tenant, now } = ctx
  await ctx.sql(async (query) => {
    const school = await findSchool(query, ctx, { slug }, 'lock')
    if (!(await claims(ctx, query, school))) throw forbidden()
    const claim = { schoolId: school.id, organisationId: ctx.viewer.organisationId!, words }
    if (isGood) await claimSchool({ query, tenant, now }, claim)
  })
  if (!isGood) return data({ words, errors: { words: words === '' ? 'claim' : 'long' } }, { status: 422 })
  return redirect(`${href.school(slug)}?fait=claimed`, 303)
}
