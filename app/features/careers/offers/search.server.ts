/** `/offres`: what is on line for this viewer, by words, kind, contract, town, remote work and date (E4, I11). */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { MOST_PAGES, pageIn } from '#app/context/page-in.ts'
import {
  COUNTED,
  countOffers,
  listOffers,
  OFFER_ROWS,
  type OfferFacts,
  type OfferSearch,
} from '#app/domain/offers/read-offers.server.ts'
import { keepsProfiles, readsProfiles } from '#app/policy/career-profile.rules.ts'
import { depositsOffers } from '#app/policy/offer.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { CONTRACTS, OFFER_KINDS, REMOTE } from '#app/vocabulary/offers.ts'
import { lineOf } from './shown-offer.server.ts'

const MOST_TOWNS = 8
const WORDS_LENGTH = 120
const DAYS = [7, 30] as const

/** Facets: the name in the address, and the column it narrows. */
const FACETS = { type: 'kind', contrat: 'contract', teletravail: 'remote', ville: 'town' } as const
type Facet = keyof typeof FACETS
const FACET_NAMES = Object.keys(FACETS) as Facet[]

const KNOWN: Partial<Record<Facet, readonly string[]>> = {
  type: OFFER_KINDS,
  contrat: CONTRACTS,
  teletravail: REMOTE,
}

interface Asked {
  q: string
  chosen: Partial<Record<Facet, string>>
  days: number | undefined
}

function askedIn(url: URL): Asked {
  const get = (name: string) => (url.searchParams.get(name) ?? '').trim().slice(0, WORDS_LENGTH)
  const chosen = FACET_NAMES.flatMap((facet) => {
    const value = get(facet)
    const known = KNOWN[facet]
    return value !== '' && (!known || isOneOf(known, value)) ? [[facet, value] as const] : []
  })
  const days = DAYS.find((one) => String(one) === get('depuis'))
  return { q: get('q'), chosen: Object.fromEntries(chosen), days }
}

function addressOf({ q, chosen, days }: Asked, page = 1): string {
  const query = new URLSearchParams()
  if (q) query.set('q', q)
  for (const facet of FACET_NAMES) if (chosen[facet]) query.set(facet, chosen[facet])
  if (days) query.set('depuis', String(days))
  if (page > 1) query.set('page', String(page))
  return query.size > 0 ? `${href.offers}?${query}` : href.offers
}

const searchOf = ({ q, chosen, days }: Asked): OfferSearch => ({
  ...{ q, days, kind: chosen.type, contract: chosen.contrat, remote: chosen.teletravail, town: chosen.ville },
})

const admits = (chosen: Asked['chosen'], fact: OfferFacts, except?: Facet): boolean =>
  FACET_NAMES.every((facet) => facet === except || !chosen[facet] || fact[FACETS[facet]] === chosen[facet])

/** Each facet counts what its own choice would give beside the others'. */
function facetsOf(asked: Asked, facts: readonly OfferFacts[]) {
  return FACET_NAMES.map((facet) => {
    const counts = new Map<string, number>()
    for (const fact of facts.filter((one) => admits(asked.chosen, one, facet))) {
      const value = fact[FACETS[facet]]
      if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    const known = KNOWN[facet]
    const all = [...counts].map(([value, count]) => {
      const current = asked.chosen[facet] === value
      const chosen = { ...asked.chosen, [facet]: current ? undefined : value }
      return { value, count, current, to: addressOf({ ...asked, chosen }) }
    })
    const sorted = known
      ? all.toSorted((a, b) => known.indexOf(a.value) - known.indexOf(b.value))
      : all.toSorted((a, b) => Number(b.current) - Number(a.current) || b.count - a.count).slice(0, MOST_TOWNS)
    return { facet, field: FACETS[facet], entries: sorted }
  }).filter(({ entries }) => entries.length > 0)
}

/** @returns the criteria in force, each with the address that takes it away */
function chipsOf(asked: Asked) {
  const without = (facet: Facet) => addressOf({ ...asked, chosen: { ...asked.chosen, [facet]: undefined } })
  return [
    ...(asked.q ? [{ facet: 'q' as const, value: asked.q, to: addressOf({ ...asked, q: '' }) }] : []),
    ...FACET_NAMES.flatMap((facet) => {
      const value = asked.chosen[facet]
      return value ? [{ facet, value, to: without(facet) }] : []
    }),
    ...(asked.days
      ? [{ facet: 'depuis' as const, value: String(asked.days), to: addressOf({ ...asked, days: undefined }) }]
      : []),
  ]
}

export async function readSearch(ctx: Ctx) {
  const asked = askedIn(ctx.url)
  const page = pageIn(ctx.url)
  const { lines, more, facts } = await ctx.sql(async (query) => ({
    ...(await listOffers(query, ctx, searchOf(asked), { page })),
    facts: await countOffers(query, ctx, asked),
  }))
  const total = facts.filter((fact) => admits(asked.chosen, fact)).length
  return {
    title: ctx.t('offers:title'),
    q: asked.q,
    kept: [...new URL(addressOf({ ...asked, q: '' }), ctx.url).searchParams].map(([name, value]) => ({ name, value })),
    lines: lines.map((row) => lineOf(ctx, row)),
    total,
    totalMore: facts.length >= COUNTED,
    facets: facetsOf(asked, facts),
    days: DAYS.map((n) => ({ n, current: asked.days === n, to: addressOf({ ...asked, days: n }) })),
    chips: chipsOf(asked),
    deposits: depositsOffers(ctx.ability) && !ctx.standIn,
    applies: ctx.viewer.personId !== undefined && !ctx.standIn,
    links: {
      profiles: keepsProfiles(ctx.ability, ctx.tenant.config) && !ctx.standIn,
      library: readsProfiles(ctx.ability),
    },
    reported: ctx.url.searchParams.get('fait') === 'reported',
    page,
    pages: Math.max(1, Math.ceil(total / OFFER_ROWS)),
    previous: page > 1 ? addressOf(asked, page - 1) : null,
    next: more && page < MOST_PAGES ? addressOf(asked, page + 1) : null,
  }
}
