/** `/ecoles` and `/formations`: what is on line, by words, field, level, region and rhythm (N3). */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { MOST_PAGES, pageIn } from '#app/context/page-in.ts'
import { demandSchools } from '#app/domain/schools/demand.server.ts'
import {
  COUNTED,
  countCourses,
  countSchools,
  listCourses,
  listSchools,
  SCHOOL_ROWS,
  type SchoolFacts,
} from '#app/domain/schools/read-schools.server.ts'
import { presentsSchool } from '#app/policy/school.rules.ts'
import {
  type Asked,
  addressOf,
  askedIn,
  COURSE_FACETS,
  chipsOf,
  type Facet,
  facetsOf,
  SCHOOL_FACETS,
  searchOf,
  totalOf,
} from './facets.server.ts'
import { courseLine, schoolLine } from './shown-school.ts'

interface Listed {
  base: string
  asked: Asked
  facts: readonly SchoolFacts[]
  more: boolean
  facets: readonly Facet[]
}

/** What stands around both lists: the search, its facets, its pages. */
function frameOf(ctx: Ctx, { base, asked, facts, more, facets }: Listed) {
  const page = pageIn(ctx.url)
  const total = totalOf(asked, facts)
  return {
    base,
    q: asked.q,
    kept: Object.entries(asked.chosen).map(([name, value]) => ({ name, value: value! })),
    total,
    totalMore: facts.length >= COUNTED,
    facets: facetsOf(base, asked, facts, facets),
    chips: chipsOf(base, asked),
    presents: presentsSchool(ctx.tenant.config, ctx.ability) && !ctx.standIn,
    page,
    pages: Math.max(1, Math.ceil(total / SCHOOL_ROWS)),
    previous: page > 1 ? addressOf(base, asked, page - 1) : null,
    next: more && page < MOST_PAGES ? addressOf(base, asked, page + 1) : null,
  }
}

export async function readSchools(ctx: Ctx) {
  demandSchools(ctx)
  const asked = askedIn(ctx.url, SCHOOL_FACETS)
  const { lines, more, facts } = await ctx.sql(async (query) => ({
    ...(await listSchools(query, ctx.tenant.id, searchOf(asked), { page: pageIn(ctx.url) })),
    facts: await countSchools(query, ctx.tenant.id, asked),
  }))
  return {
    title: ctx.t('schools:title'),
    lines: lines.map((row) => ({ ...schoolLine(row), courses: row.courses })),
    ...frameOf(ctx, { base: href.schools, asked, facts, more, facets: SCHOOL_FACETS }),
  }
}

export async function readCourses(ctx: Ctx) {
  demandSchools(ctx)
  const asked = askedIn(ctx.url, COURSE_FACETS)
  const { lines, more, facts } = await ctx.sql(async (query) => ({
    ...(await listCourses(query, ctx.tenant.id, searchOf(asked), { page: pageIn(ctx.url) })),
    facts: await countCourses(query, ctx.tenant.id, asked),
  }))
  return {
    title: ctx.t('schools:courses.title'),
    lines: lines.map(courseLine),
    ...frameOf(ctx, { base: href.courses, asked, facts, more, facets: COURSE_FACETS }),
  }
}

export type SchoolLists = ReturnType<typeof frameOf>
