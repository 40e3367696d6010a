/** What the directory puts on the front page: the search, and faces of one's own year (I6, I9). */
import * as href from '#app/addresses.ts'
import type { HomeBlock, HomeLink, HomePart } from '#app/context/home-block.ts'
import type { Ctx } from '#app/context/open.ts'
import { toSql } from '#app/db/condition.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { quickHint } from '#app/domain/search/quick-hint.ts'
import { lineOf } from '#app/domain/search/row.ts'
import { countText } from '#app/i18n/format.ts'
import { mayFilterBy } from '#app/policy/ability.ts'
import { isSchool, meetsCohort, searchesAtHome, searchIsClosed, wouldOpen } from '#app/policy/home.rules.ts'
import { whereReadable } from '#app/policy/view.ts'
import { ownPromotion } from './cohort.server.ts'
import { NOTHING } from './search.schema.ts'
import { searchDirectory } from './search.server.ts'

const asked = (q: string): HomeLink => ({ to: `${href.directory}?q=${encodeURIComponent(q)}`, text: q })

/** Examples that this viewer's roles may ask for: a job in a town, a year. */
function examplesFor({ ability, viewer, t }: Ctx): HomeLink[] {
  const may = (...criteria: Parameters<typeof mayFilterBy>[1][]) => criteria.every((one) => mayFilterBy(ability, one))
  const job = ability.identity === 'pseudonym' ? 'study' : 'job'
  return [
    ...(may('fonction', 'ville') ? [asked(t(`content:home.examples.${job}`))] : []),
    ...(may('promo') ? [asked(t('content:home.examples.year', { year: viewer.promotion ?? 2012 }))] : []),
    ...(may('entreprise', 'secteur') ? [asked(t('content:home.examples.sector'))] : []),
  ]
}

async function loadSearch(ctx: Ctx): Promise<HomePart> {
  const { ability, t } = ctx
  return {
    kind: 'search',
    label: t('content:home.search'),
    hint: t(`directory:quick.${quickHint(ability)}`),
    action: href.directory,
    examples: examplesFor(ctx),
  }
}

/** Dues have a block of their own, with their price. */
const opener = ({ tenant, viewer }: Ctx) => {
  const key = wouldOpen(tenant.config, viewer)
  return key === 'dues' ? undefined : key
}

async function loadClosed(ctx: Ctx): Promise<HomePart | null> {
  const key = opener(ctx)
  if (!key) return null
  const { t } = ctx
  const to = { pass: href.directoryPass, completion: href.recruiterPage, validation: undefined }[key]
  return {
    kind: 'closed',
    title: t('content:home.closed.title'),
    text: t(`content:home.opensWith.${key}`),
    action: to ? { to, text: t(`content:home.closed.${key}`) } : null,
  }
}

/** Faces on the front page. */
const FACES = 4

/** People whose photograph this viewer may see. */
const withFace = ({ ability }: Ctx): Sql =>
  sql`(${toSql(whereReadable(ability, 'Person', 'photo'), 'p')} AND p."photo" IS NOT NULL)`

async function loadCohort(ctx: Ctx): Promise<HomePart | null> {
  const { t, viewer, ability } = ctx
  const promotion = await ownPromotion(ctx)
  if (promotion === undefined) return null
  const others = sql`p."id" <> ${viewer.personId}`
  const query = { ...NOTHING, promo: promotion }
  const faces = ability.rowFields.includes('photo')
    ? (await searchDirectory(ctx, query, FACES, sql`${others} AND ${withFace(ctx)}`)).people
    : []
  const people = faces.length > 0 ? faces : (await searchDirectory(ctx, query, FACES, others)).people
  if (people.length === 0) return null
  return {
    kind: 'people',
    title: t('content:home.cohort.title'),
    note: t('common:cohort', { year: promotion }),
    people: people.map(lineOf),
    rowFields: ability.rowFields.filter((field) => field !== 'promotion'),
    more: { to: href.cohort, text: t('content:home.cohort.more') },
  }
}

/** What members share with a school: how many records it may read. */
async function loadShared(ctx: Ctx): Promise<HomePart> {
  const { t, language } = ctx
  const { total, more } = await searchDirectory(ctx, NOTHING, 0)
  const shown = countText(total, language)
  return {
    kind: 'figures',
    title: t('content:home.shared.title'),
    figures: [
      {
        value: more ? t('content:home.shared.more', { shown }) : shown,
        label: t('content:home.shared.people', { count: total }),
        to: href.directory,
      },
    ],
  }
}

export const HOME_BLOCKS: HomeBlock[] = [
  { id: 'search', at: 10, opens: ({ ability }) => searchesAtHome(ability), load: loadSearch },
  {
    id: 'closed',
    at: 11,
    opens: (ctx) => Boolean(ctx.account && opener(ctx)) && searchIsClosed(ctx.tenant.config, ctx.ability),
    load: loadClosed,
  },
  {
    id: 'shared',
    at: 20,
    opens: ({ ability, account }) => Boolean(account) && isSchool(ability) && searchesAtHome(ability),
    load: loadShared,
  },
  { id: 'cohort', at: 40, opens: ({ ability }) => meetsCohort(ability), load: loadCohort },
]
