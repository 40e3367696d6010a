/** What the directory's page shows, as plain data: addresses and words are ready, the component only draws. */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { type QuickHint, quickHint } from '#app/domain/search/quick-hint.ts'
import { type Line, lineOf } from '#app/domain/search/row.ts'
import { may, usableCriteria } from '#app/policy/ability.ts'
import { writesToAnyone } from '#app/policy/message.rules.ts'
import { maySortBy } from '#app/policy/view.ts'
import { CRITERION_IDS, type Criterion } from '#app/vocabulary/criteria.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { addressOf, criteriaIn, type DirectoryQuery, NOTHING, PAGE_ROWS, type Sort } from './search.schema.ts'
import type { Found } from './search.server.ts'
import type { Understood } from './understand.server.ts'

const PATH = href.directory

/** What stands around whatever is found: the form, the filters, the other ways to look at it. */
export interface Shown {
  /** Criteria the viewer may use, beside the quick search. */
  criteria: Criterion[]
  typed: Partial<Record<Criterion, string>>
  /** What the search box holds, and what its form keeps beside: the address as it was typed. */
  box: { q: string; keep: { name: string; value: string }[] }
  chips: { criterion: Criterion; value: string; without: string }[]
  /** How the box was understood, where it was not taken as a name. */
  sentence: { passedOver: string; asName: string } | null
  scopes: { id: 'association' | 'federation'; to: string; current: boolean }[]
  views: { id: 'liste' | 'tableau' | 'carte'; to: string; current: boolean }[]
  /** What the quick search goes by, for whoever may use it. */
  quick: QuickHint | null
  wrong: string[]
}

export interface DirectoryPage extends Shown {
  people: Line[]
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

/** @returns the form alone, for an address that could not be read: what was typed is kept. */
export function unreadShown(ctx: Ctx, params: URLSearchParams, wrong: string[], path: string): Shown {
  const typed = Object.fromEntries(CRITERION_IDS.flatMap((id) => (params.has(id) ? [[id, params.get(id)!]] : [])))
  return { ...searchShown(ctx, NOTHING, path), typed, box: boxOf(typed), wrong }
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

function typedIn(query: DirectoryQuery): Partial<Record<Criterion, string>> {
  return Object.fromEntries(criteriaIn(query).map(({ criterion, value }) => [criterion, value]))
}

function sentenceOf(asked: DirectoryQuery, path: string, understood: Understood | null): Shown['sentence'] {
  return understood && { passedOver: understood.passedOver, asName: addressOf(path, asked, { lecture: 'nom' }) }
}

function boxOf({ q = '', ...others }: Partial<Record<Criterion, string>>): Shown['box'] {
  return { q, keep: Object.entries(others).map(([name, value]) => ({ name, value })) }
}

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
  const given = criteriaIn(query)
  const usable = usableCriteria(ability, CRITERION_IDS)
  const scoped =
    ctx.tenant.federationId !== null && ctx.tenant.config.kind !== 'federation' && may(ability, 'federation')
  const onMap = path !== PATH
  return {
    criteria: usable.filter((criterion) => criterion !== 'q'),
    typed: typedIn(query),
    box: boxOf(typedIn(asked)),
    sentence: sentenceOf(asked, path, understood),
    chips: given.map((chip) => ({ ...chip, without: addressOf(path, query, { [chip.criterion]: undefined }) })),
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
      without: without.map(({ value }) => value).join(' – '),
      total,
    })),
    people: found.people.map(lineOf),
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

function otherwiseOf(other: DirectoryQuery, query: DirectoryQuery): DirectoryPage['otherwise'] {
  const now = typedIn(query)
  const criteria = criteriaIn(other).filter(({ criterion, value }) => now[criterion] !== value)
  return { to: addressOf(PATH, other), criteria }
}
