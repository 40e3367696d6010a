/** The directory: the people a viewer may know of that match, in order, twenty at a time (I6, I7, E2, P4). */
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { countShown } from '#app/context/shown-people.ts'
import { toSql } from '#app/db/condition.ts'
import { join, type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { ownBase, sharedBase, sharedRows } from '#app/domain/search/bases.ts'
import { AFTER, searchConditions, type Words, wordsOf } from '#app/domain/search/matching.ts'
import { type Hit, revealHits } from '#app/domain/search/reveal-hits.server.ts'
import { fold } from '#app/i18n/fold.ts'
import { may, mayFilterBy } from '#app/policy/ability.ts'
import { maySortBy, type Revealed, whereListed, whereReadable } from '#app/policy/view.ts'
import type { Criterion } from '#app/vocabulary/criteria.ts'
import { commonWord, type Way } from './common-word.server.ts'
import { type Relaxed, relaxedOf } from './relaxed.server.ts'
import { criteriaIn, type DirectoryQuery, MOST_PAGES, PAGE_ROWS } from './search.schema.ts'
import { type Understood, understand } from './understand.server.ts'

/** Beyond this nobody counts (design §5). */
export const COUNTED = PAGE_ROWS * MOST_PAGES

export interface Found {
  people: (Revealed & { readonly address: string })[]
  /** People this viewer may know of that match; `COUNTED` where there are more. */
  total: number
  more: boolean
  /** Nobody matched what was typed; these match it but for one letter. */
  corrected: boolean
  /** The sentence in criteria, where it was one. */
  understood: Understood | null
  /** People of that name were found; the words are also values, of which this is the search. */
  otherwise: DirectoryQuery | null
  /** Nobody was found: what finds somebody. */
  relaxed: Relaxed[]
}

/** What is searched for, in the words that are looked up. */
interface Asked {
  criteria: ReturnType<typeof criteriaIn>
  words: Words
  also: Sql | undefined
}

/**
 * @param also what else has to hold of the association's own people, as `p`: a condition on a field carries its own
 * "may read"
 * @throws Response 403 naming the criterion the viewer's roles may not use, or the scope or order that is not theirs
 */
export async function searchDirectory(ctx: Ctx, query: DirectoryQuery, rows = PAGE_ROWS, also?: Sql): Promise<Found> {
  refuse(ctx, query, criteriaIn(query))
  const found: Found = await ctx.sql(async (run) => {
    const tellsOtherwise = rows === PAGE_ROWS && query.page === 1
    const look = lookOf(ctx, run, { query, rows, also, tellsOtherwise })
    const { hits, ...outcome } = await understand(ctx, query, look)
    const relaxed =
      hits.total === 0 && rows === PAGE_ROWS
        ? await relaxedOf(outcome.understood?.query ?? query, async (search) => (await look.hits(search)).total)
        : []
    return { ...(await shown(ctx, run, hits)), ...outcome, relaxed }
  })
  await countShown(ctx, found.people)
  return found
}

/** @returns how the sentence is understood, where it is one: the same as the list's, for whatever else counts by it. */
export async function readDirectoryQuery(ctx: Ctx, query: DirectoryQuery): Promise<Understood | null> {
  refuse(ctx, query, criteriaIn(query))
  if (!query.q) return null
  const first = { ...query, page: 1 }
  const { understood } = await ctx.sql((run) =>
    understand(ctx, first, lookOf(ctx, run, { query: first, rows: 1, tellsOtherwise: false })),
  )
  return understood
}

function lookOf(
  ctx: Ctx,
  run: Query,
  {
    query,
    rows,
    also,
    tellsOtherwise,
  }: { query: DirectoryQuery; rows: number; also?: Sql | undefined; tellsOtherwise: boolean },
) {
  return {
    run,
    federationId: federationIn(ctx, query),
    tellsOtherwise,
    hits: (search: DirectoryQuery, near?: Words) => {
      const criteria = criteriaIn(search)
      return hits(ctx, run, search, { asked: { criteria, words: near ?? wordsOf(criteria), also }, rows })
    },
  }
}

/**
 * The first people in the order of the list whose name begins so: what suggestions show while one types, by one index
 * range.
 * @returns none where the quick search is not the viewer's, as for any criterion
 */
export async function peopleBeginning(ctx: Ctx, typed: string, rows: number): Promise<Found['people']> {
  refuse(ctx, { portee: 'association', tri: 'nom', page: 1, vue: 'liste' }, [{ criterion: 'q' }])
  const beginning = fold(typed)
  if (beginning === '' || ctx.tenant.config.kind === 'federation') return []
  const found = await ctx.sql(async (run) => {
    const page = await run<Hit>(sql`SELECT p."id", p."tenantId" FROM "person" p
      WHERE p."tenantId" = ${ctx.tenant.id} AND p."sortName" >= ${beginning} AND p."sortName" < ${beginning + AFTER}
        AND ${toSql(whereListed(ctx.ability, 'Person'), 'p')}
      ORDER BY "sortName", "id" LIMIT ${rows}`)
    return (await shown(ctx, run, { total: page.length, page })).people
  })
  await countShown(ctx, found)
  return found
}

/** Whatever lists or counts by a search asks this first. */
export function refuse(ctx: Ctx, query: DirectoryQuery, criteria: readonly { criterion: Criterion }[]): void {
  const refused = criteria.find(({ criterion }) => !mayFilterBy(ctx.ability, criterion))
  if (refused) throw forbidden({ reason: 'criterion', criterion: refused.criterion })
  if (query.tri !== 'nom' && !maySortBy(ctx.ability, 'Person', 'promotion'))
    throw forbidden({ reason: 'criterion', criterion: 'tri' })
  if (query.portee === 'federation') demandFederation(ctx)
}

/**
 * Outside a federation the scope does not exist (400); inside, the viewer's role must have it (rules.md, "Federation").
 */
function demandFederation(ctx: Ctx): void {
  if (!ctx.tenant.federationId) throw new Response(null, { status: 400, statusText: 'no federation' })
  if (!may(ctx.ability, 'federation')) throw forbidden({ reason: 'federation' })
}

const ORDER: Record<DirectoryQuery['tri'], Sql> = {
  nom: sql`"sortName", "id"`,
  promo: sql`"promotion", "sortName", "id"`,
  '-promo': sql`"promotion" DESC, "sortName", "id"`,
}

/** Profiles that are published by an act go by the day of it, which whoever sees a profile sees too. */
function isByFreshness({ tenant }: Ctx, { tri }: DirectoryQuery): boolean {
  return tenant.config.publication !== undefined && tri === 'nom'
}

/** @returns one page of ids in order, and how many there are, up to one more than is counted. */
async function hits(ctx: Ctx, run: Query, query: DirectoryQuery, { asked, rows }: { asked: Asked; rows: number }) {
  const isFresh = isByFreshness(ctx, query)
  // The freshest stand first by the number in place of the year.
  const order = isFresh ? ORDER.promo : ORDER[query.tri]
  const most = COUNTED + 1
  // A walk goes by names.
  const way = isFresh ? undefined : await commonWord(ctx, run, query, { criteria: asked.criteria, words: asked.words })
  const found = join(
    sources(ctx, query, asked, way).map((source) => sql`(${source} ORDER BY ${order} LIMIT ${most})`),
    ' UNION ALL ',
    sql`SELECT NULL::uuid AS "id", NULL::uuid AS "tenantId", '' AS "sortName", 0 AS "promotion" WHERE FALSE`,
  )
  const [row] = await run<{ total: number; page: Hit[] | null }>(sql`
    WITH found AS MATERIALIZED (SELECT * FROM (${found}) every ORDER BY ${order} LIMIT ${most}),
    page AS (SELECT * FROM found ORDER BY ${order} LIMIT ${rows} OFFSET ${(query.page - 1) * PAGE_ROWS})
    SELECT (SELECT count(*)::int FROM found) AS "total",
      (SELECT jsonb_agg(jsonb_build_object('id', "id", 'tenantId', "tenantId") ORDER BY ${order}) FROM page) AS "page"`)
  return { total: row?.total ?? 0, page: row?.page ?? [] }
}

/** @returns the federation whose base the search covers, if it does. */
export function federationIn({ tenant }: Ctx, query: DirectoryQuery): string | undefined {
  const isAsked = query.portee === 'federation' || tenant.config.kind === 'federation'
  return isAsked ? (tenant.federationId ?? undefined) : undefined
}

/**
 * One SELECT per base the search covers: the own people, and the shared ones where the whole federation is asked for.
 * @param way how the own people are found
 */
function sources(ctx: Ctx, query: DirectoryQuery, { criteria, words, also }: Asked, way: Way): Sql[] {
  const { ability, tenant } = ctx
  const quick = tenant.config.directory.quick
  const own = ownBase(tenant.id, way !== undefined)
  const year = isByFreshness(ctx, query)
    ? sql`-rpad(regexp_replace(coalesce(p."publishedAt", ''), '[^0-9]', '', 'g'), 8, '0')::int AS "promotion"`
    : sql`p."promotion"`
  const list: Sql[] = []
  if (tenant.config.kind !== 'federation')
    list.push(
      way && 'walk' in way && !also
        ? way.walk
        : sql`SELECT p."id", p."tenantId", p."sortName", ${year} FROM "person" p
            WHERE p."tenantId" = ${tenant.id} AND ${searchConditions(ability, own, criteria, { words, quick })}
              AND ${also ?? sql`TRUE`}`,
    )
  const federationId = federationIn(ctx, query)
  if (federationId) {
    const shared = sharedBase(federationId, ctx.now)
    // Their years may be hidden where the own people's never are: ordered by what this viewer may see of them.
    const theirYear = toSql(whereReadable(ability, 'SharedPerson', 'promotion'), 's')
    const promotion =
      query.tri === 'nom' ? sql`s."promotion"` : sql`CASE WHEN ${theirYear} THEN s."promotion" END AS "promotion"`
    list.push(sql`SELECT s."id", s."tenantId", s."sortName", ${promotion} FROM ${sharedRows(federationId, ctx.now)} s
      WHERE s."tenantId" <> ${tenant.id} AND ${searchConditions(ability, shared, criteria, { words, quick })}`)
  }
  return list
}

/** The page's people; the last that the transaction does. */
async function shown(
  ctx: Ctx,
  run: Query,
  { total, page }: { total: number; page: Hit[] },
): Promise<Pick<Found, 'people' | 'total' | 'more'>> {
  const rows = await revealHits(ctx, run, page, { fields: ctx.ability.rowFields, last: true })
  const people = page.flatMap((hit) => rows.get(hit.id) ?? [])
  return { people, total: Math.min(total, COUNTED), more: total > COUNTED }
}
