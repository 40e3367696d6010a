/** `/mentorat`: who can help, what one offers oneself, and where one's own requests stand (C23). */
import * as href from '#app/addresses.ts'
import { type Ctx, opensWith } from '#app/context/open.ts'
import { pageIn } from '#app/context/page-in.ts'
import { offerOf } from '#app/domain/mentoring/offers.server.ts'
import { formerOf, type RequestRow, requestsOf } from '#app/domain/mentoring/requests.server.ts'
import { sideOf, takesPartInMentoring } from '#app/policy/mentoring.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { HELPS, type Help } from '#app/vocabulary/helps.ts'
import { listHelpers } from './helpers.server.ts'
import { type Member, othersOf, unitOf } from './member.server.ts'

/** A request as the list shows it. */
export interface RequestLine {
  id: string
  side: 'asks' | 'mentors'
  state: RequestRow['state']
  /** None of somebody whom the viewer may not know of any more. */
  name: string | null
  handle: string | null
  at: string
}

const addressOf = (help: Help, page = 1) => `${href.mentoring}?aide=${help}${page > 1 ? `&page=${page}` : ''}`

function linesOf({ ctx }: Member, rows: readonly RequestRow[], others: Awaited<ReturnType<typeof othersOf>>) {
  return rows.flatMap((row): RequestLine[] => {
    const side = sideOf(ctx.ability, row)
    if (!side) return []
    const other = others.get(side === 'asks' ? row.otherId : row.personId)
    const { id, state } = row
    return [{ id, side, state, name: other?.name ?? null, handle: other?.handle ?? null, at: row.at.toISOString() }]
  })
}

/** @returns how many ask the viewer and wait for an answer */
export async function countWaiting(ctx: Ctx, personId: string): Promise<number> {
  const rows = await ctx.sql((query) => requestsOf(unitOf(ctx, query), personId))
  return rows.filter((row) => row.state === 'asked' && sideOf(ctx.ability, row) === 'mentors').length
}

export function readMentoring(member: Member) {
  const { ctx, personId } = member
  const { searchParams } = ctx.url
  const asked = searchParams.get('aide')
  const help: Help = isOneOf(HELPS, asked) ? asked : 'mentorat'
  const page = pageIn(ctx.url)
  const takesPart = takesPartInMentoring(ctx.ability)
  return ctx.sql(async (query) => {
    const unit = unitOf(ctx, query)
    const rows = await requestsOf(unit, personId)
    const offer = await offerOf(unit, personId)
    const { mentors } = await formerOf(unit, personId)
    const lines = linesOf(member, rows, await othersOf(member, query, rows))
    const found = takesPart
      ? await listHelpers(member, query, help, { former: mentors, page })
      : { people: [], more: false }
    return {
      title: ctx.t('mentoring:title'),
      ...{ takesPart, help, lines, page, rowFields: ctx.ability.rowFields },
      opensWith: takesPart ? null : (opensWith(ctx).opensWith ?? null),
      offer: offer && {
        ...{ places: offer.places, words: offer.words, paused: offer.pausedAt !== null },
        taken: rows.filter((row) => row.otherId === personId && row.state === 'accepted').length,
      },
      people: found.people,
      tabs: HELPS.toReversed().map((id) => ({ id, to: addressOf(id), current: id === help })),
      previous: page > 1 ? addressOf(help, page - 1) : null,
      next: found.more ? addressOf(help, page + 1) : null,
      done: searchParams.get('fait'),
    }
  })
}

export type MentoringPage = Awaited<ReturnType<typeof readMentoring>>
