/** What the directory's page shows, as plain data: addresses and words are ready, the component only draws. */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { type QuickHint, quickHint } from '#app/domain/search/quick-hint.ts'
import { type Line, lineOf } from '#app/domain/search/row.ts'
import { may, usableCriteria } from '#app/policy/ability.ts'
import { writesToAnyone } from '#app/policy/message.rules.ts'
import { maySortBy } from '#app/policy/view.ts'
import { CRITERION_IDS, type Criterion, OR } from '#app/vocabulary/criteria.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { criterionValue } from './criterion-value.ts'
import { FACETS, tickName } from './facets.server.ts'
import { pointsOf } from './own-points.server.ts'
import {
  addressOf,
  criteriaIn,
  type DirectoryQuery,
  NOTHING,
  PAGE_ROWS,
  paramOf,
  type Sort,
  valuesOf,
} from './search.schema.ts'
import type { Found } from './search.server.ts'
import type { Understood } from './understand.server.ts'

const PATH = href.directory

/** The filters: what is ticked, which years, what is typed; the rest of the search goes along. */
export interface Panel {
  /** How many criteria are set in it. */
  used: number
  ticks: { criterion: (typeof FACETS)[number]; name: string; values: string[] }[]
  years: { first: number; last: number; min: number | null; max: number | null } | null
  fields: { criterion: Criterion; value: string }[]
  hidden: Pair[]
}

type Pair = { name: string; value: string }

/** What stands around whatever is found: the form, the filters, the other ways to look at it. */
export interface Shown {
  panel: Panel
  /** What the search box holds, and what its form keeps beside: the address as it was typed. */
  box: { q: string; keep: Pair[] }
  chips: { criterion: Criterion; value: string; atHome: boolean; without: string }[]
  /** How the box was understood, where it was not taken as a name. */
  sentence: { passedOver: string; asName: string } | null
  scopes: { id: 'association' | 'federation'; to: string; current: boolean }[]
  views: { id: 'liste' | 'tableau' | 'carte'; to: string; current: boolean }[]
  /** What the quick search goes by, for whoever may use it. */
  quick: QuickHint | null
  wrong: string[]
}

export interface DirectoryPage extends Shown {
  people: (Line & { points?: string })[]
  rowFields: readonly FieldId[]
  total: number
  more: boolean
  corrected: boolean
  /** What the words also are: « Ville : Laval ». */
  otherwise: { to: string; criteria: { criterion: Criterion; value: string }[] } | null
  /** Nobody was found: the same without one of the criteria, the most people first. */
  relaxed: { to: string; without: string; total: number }[]
  first: number
  last: number
  previous: string | null
  next: string | null
  sorts: { id: Sort; to: string; current: boolean }[]
  facets: string
  /** The viewer may ask these people to be a contact; not themselves. */
  asks: { me: string | null } | null
  /** The viewer may write to these people; not to themselves. */
  writes: { me: string | null } | null
}

/** @returns the form alone, for an address that could not be read: what was typed in the box is kept. */
export function unreadShown(ctx: Ctx, params: URLSearchParams, wrong: string[], path: string): Shown {
  return { ...searchShown(ctx, NOTHING, path), box: { q: params.get('q') ?? '', keep: [] }, wrong }
}

/** @returns the list's page without anybody, for the same. */
export function unreadPage(ctx: Ctx, params: URLSearchParams, wrong: string[]): DirectoryPage {
  const none: Found = {
    people: [],
    total: 0,
    more: false,
    corrected: false,
    understood: null,
    otherwise: null,
    relaxed: [],
  }
  return { ...searchPage(ctx, NOTHING, none), ...unreadShown(ctx, params, wrong, PATH) }
}

/** The criteria of a search as the address has them, one value each. */
function pairsOf(query: DirectoryQuery): (Pair & { criterion: Criterion; atHome: boolean })[] {
  return criteriaIn(query).flatMap((one) =>
    valuesOf(one.value).map((value) => ({
      ...{ name: paramOf(one), value, criterion: one.criterion },
      atHome: one.atHome ?? false,
    })),
  )
}

function sentenceOf(asked: DirectoryQuery, path: string, understood: Understood | null): Shown['sentence'] {
  return understood && { passedOver: understood.passedOver, asName: addressOf(path, asked, { lecture: 'nom' }) }
}

function boxOf(query: DirectoryQuery): Shown['box'] {
  const others = pairsOf(query).filter(({ name }) => name !== 'q')
  return { q: query.q ?? '', keep: others.map(({ name, value }) => ({ name, value })) }
}

/** The years to choose from: those of living graduates, and whichever the address has. */
const OLDEST = 75
const COMING = 6

/** @returns the filters as the search has them. */
export function panelOf({ ability, now }: Ctx, query: DirectoryQuery): Panel {
  const usable = usableCriteria(ability, CRITERION_IDS)
  const pairs = pairsOf(query)
  const ticks = FACETS.filter((criterion) => usable.includes(criterion)).map((criterion) => {
    const name = tickName(criterion)
    return { criterion, name, values: pairs.filter((pair) => pair.name === name).map(({ value }) => value) }
  })
  const [min, max] = [query.promo ?? query.promoMin ?? null, query.promo ?? query.promoMax ?? null]
  const typed = usable.filter((criterion) => FIELDS.includes(criterion))
  const shown = [...ticks.map(({ name }) => name), ...FIELDS, ...YEARS]
  return {
    used: new Set(pairs.filter(({ name }) => shown.includes(name)).map(({ name }) => name)).size,
    ticks,
    years: YEARS.every((criterion) => usable.includes(criterion))
      ? {
          first: Math.min(now.getFullYear() - OLDEST, min ?? Infinity, max ?? Infinity),
          last: Math.max(now.getFullYear() + COMING, min ?? 0, max ?? 0),
          ...{ min, max },
        }
      : null,
    fields: typed.map((criterion) => ({ criterion, value: String(query[criterion] ?? '').replaceAll(OR, ', ') })),
    hidden: pairs.filter(({ name }) => !shown.includes(name)).map(({ name, value }) => ({ name, value })),
  }
}

/** Criteria that are typed: those without a few values to tick, and the town where one lives or works. */
const FIELDS: readonly string[] = ['ville', 'pays', 'competence'] satisfies Criterion[]
const YEARS: readonly Criterion[] = ['promo', 'promoMin', 'promoMax']

/**
 * @param path the page that shows the search: what filters and scopes stay on
 * @param understood how its sentence was read: filters, pages and views go on with that
 */
export function searchShown(
  ctx: Ctx,
  asked: DirectoryQuery,
  path: string,
  understood: Understood | null = null,
): Shown {
  const { ability } = ctx
  const query = understood?.query ?? asked
  const usable = usableCriteria(ability, CRITERION_IDS)
  const scoped =
    ctx.tenant.federationId !== null && ctx.tenant.config.kind !== 'federation' && may(ability, 'federation')
  const onMap = path !== PATH
  return {
    panel: panelOf(ctx, query),
    box: boxOf(asked),
    sentence: sentenceOf(asked, path, understood),
    chips: pairsOf(query).map(({ name, value, criterion, atHome }, _, all) => {
      const others = all.filter((one) => one.name === name && one.value !== value).map((one) => one.value)
      return { criterion, value, atHome, without: addressOf(path, query, { [name]: others.join(OR) }) }
    }),
    scopes: (scoped ? (['association', 'federation'] as const) : []).map((id) => ({
      id,
      to: addressOf(path, query, { portee: id }),
      current: query.portee === id,
    })),
    views: [
      ...(['liste', 'tableau'] as const).map((id) => ({
        id,
        to: addressOf(PATH, query, { vue: id, page: query.page }),
        current: query.vue === id && !onMap,
      })),
      ...(may(ability, 'map')
        ? [{ id: 'carte' as const, to: addressOf(`${PATH}/carte`, query, { vue: 'liste' }), current: onMap }]
        : []),
    ],
    quick: usable.includes('q') ? quickHint(ability) : null,
    wrong: [],
  }
}

export function searchPage(ctx: Ctx, asked: DirectoryQuery, found: Found): DirectoryPage {
  const { ability } = ctx
  const query = found.understood?.query ?? asked
  const first = (query.page - 1) * PAGE_ROWS + 1
  const last = first + found.people.length - 1
  const beyond = found.total > query.page * PAGE_ROWS
  const sorts: Sort[] = maySortBy(ability, 'Person', 'promotion') ? ['nom', 'promo', '-promo'] : ['nom']
  return {
    ...searchShown(ctx, asked, PATH, found.understood),
    otherwise: found.otherwise && otherwiseOf(found.otherwise, query),
    relaxed: found.relaxed.map(({ without, query: wider, total }) => ({
      to: addressOf(PATH, wider),
      without: without.map(wordsOf(ctx)).join(' – '),
      total,
    })),
    people: found.people.map((person) => {
      const line = lineOf(person)
      const points = pointsOf(ctx, line)
      return { ...line, ...wayFrom(query, person.address), ...(points ? { points } : {}) }
    }),
    rowFields: ability.rowFields,
    total: found.total,
    more: found.more,
    corrected: found.corrected,
    first,
    last,
    previous: query.page > 1 ? addressOf(PATH, query, { page: query.page - 1 }) : null,
    next: beyond ? addressOf(PATH, query, { page: query.page + 1 }) : null,
    sorts: sorts.map((id) => ({ id, to: addressOf(PATH, query, { tri: id }), current: query.tri === id })),
    facets: addressOf(`${PATH}/facettes`, query),
    asks: may(ability, 'befriend') && ctx.viewer.personId ? { me: ctx.account?.handle ?? null } : null,
    writes: writesToAnyone(ability, ctx.tenant.config) ? { me: ctx.account?.handle ?? null } : null,
  }
}

/** The values of a criterion as they are written. */
const wordsOf =
  ({ t }: Ctx) =>
  ({ criterion, value }: { criterion: Criterion; value: string }) =>
    valuesOf(value)
      .map((one) => criterionValue(t, criterion, one))
      .join(', ')

/** From the results of a search a page knows the way back to them; the whole directory is nowhere to go back to. */
function wayFrom(query: DirectoryQuery, address: string): { to?: string } {
  const list = addressOf('', query, { page: query.page }).slice(1)
  return criteriaIn(query).length > 0 ? { to: `${address}?${new URLSearchParams({ liste: list })}` } : {}
}

function otherwiseOf(other: DirectoryQuery, query: DirectoryQuery): DirectoryPage['otherwise'] {
  const criteria = criteriaIn(other).filter(({ criterion, value }) => String(query[criterion]) !== value)
  return { to: addressOf(PATH, other), criteria: criteria.map(({ criterion, value }) => ({ criterion, value })) }
}
