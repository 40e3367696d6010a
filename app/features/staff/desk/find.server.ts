/** The staff's one search: people, companies and schools, invoices, each for whose task opens its page (P4). */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { readPieceReference } from '#app/domain/ledger/piece-reference.ts'
import { findMembers, type MemberLine } from '#app/domain/search/members.server.ts'
import { membersAddress } from '#app/domain/search/members-address.ts'
import { readStaffWords, type StaffWords } from '#app/domain/search/staff-words.ts'
import { euros, longDay } from '#app/i18n/format.ts'
import { may } from '#app/policy/ability.ts'
import { opensPage } from '#app/policy/staff-pages.ts'
import { mayEverRead } from '#app/policy/view.ts'
import { STAFF_ACTIONS } from '#app/vocabulary/actions.ts'

/** Lines of each kind; the rest is one link away. */
const SHOWN = 8
const SHORTEST = 2

export interface FoundPerson {
  handle: string
  /** The record, at the part that was asked for. */
  to: string
  fields: Record<string, unknown>
  paidUp: boolean
}

export interface FoundLine {
  id: string
  to: string
  title: string
  note: string
}

export interface Found {
  people: FoundPerson[]
  peopleTotal: number
  allPeople: string
  colleagues: FoundPerson[]
  colleaguesTotal: number
  allColleagues: string
  organisations: FoundLine[]
  pieces: FoundLine[]
}

const NOTHING: Found = {
  ...{ people: [], peopleTotal: 0, allPeople: '', colleagues: [], colleaguesTotal: 0, allColleagues: '' },
  ...{ organisations: [], pieces: [] },
}

/** @returns what the viewer's tasks let them find; where a whole number names one thing, its address as `only` */
export async function findAnything(ctx: Ctx, typed: string): Promise<Found & { only?: string }> {
  const words = readStaffWords(typed)
  if (words.text.length < SHORTEST) return NOTHING
  const [people, colleagues, organisations, pieces] = await Promise.all([
    peopleFor(ctx, words, { q: words.text }),
    words.words.length > 0 && mayEverRead(ctx.ability, 'Person', 'company')
      ? peopleFor(ctx, words, companyQuery(words))
      : NOBODY,
    organisationsFor(ctx, words.text),
    piecesFor(ctx, words.text),
  ])
  const found: Found = {
    ...{ people: people.lines, peopleTotal: people.total, allPeople: membersAddress({ q: words.text }) },
    ...{ colleagues: colleagues.lines, colleaguesTotal: colleagues.total },
    allColleagues: membersAddress(companyQuery(words)),
    ...{ organisations, pieces },
  }
  const all = [...people.lines, ...colleagues.lines, ...organisations, ...pieces]
  const [first] = all
  return first && all.length === 1 && namesOne(words) ? { ...found, only: first.to } : found
}

/** A number, a phone or an e-mail names one; a name, however rare, is shown before it is opened. */
function namesOne({ text, phone, isNumber }: StaffWords): boolean {
  return phone !== undefined || isNumber || text.includes('@') || readPieceReference(text) !== undefined
}

const NOBODY = { lines: [] as FoundPerson[], total: 0 }

function companyQuery({ words, year }: StaffWords) {
  return { entreprise: words.join(' '), ...(year === undefined ? {} : { promo: year }) }
}

async function peopleFor(ctx: Ctx, words: StaffWords, query: Parameters<typeof findMembers>[1]) {
  const held = STAFF_ACTIONS.filter((action) => may(ctx.ability, action))
  if (!opensPage(held, href.member('*')) || ctx.tenant.config.kind === 'federation') return NOBODY
  const { members, total } = await findMembers(ctx, query, SHOWN)
  return { lines: members.map((line) => foundPerson(line, words, query)), total }
}

/** The part of the record that holds what was asked for. */
function foundPerson({ person, paidUp }: MemberLine, words: StaffWords, query: { entreprise?: string }): FoundPerson {
  const part = query.entreprise
    ? 'work'
    : words.phone || words.text.includes('@')
      ? 'contact'
      : words.isNumber
        ? 'studies'
        : undefined
  const { handle, fields } = person
  return { handle, to: `${href.member(handle)}${part ? `#groupe-${part}` : ''}`, fields: { ...fields }, paidUp }
}

function organisationsFor(ctx: Ctx, text: string): Promise<FoundLine[]> {
  if (!may(ctx.ability, 'organisations')) return Promise.resolve([])
  return ctx.sql(async (query) => {
    const rows = await query<RowOf<'organisation', 'id' | 'kind' | 'name'>>(sql`
      SELECT o."id", o."kind", o."name" FROM "organisation" o WHERE o."tenantId" = ${ctx.tenant.id}
        AND position(lower(${text}) in lower(o."name")) > 0 ORDER BY o."name", o."id" LIMIT ${SHOWN}`)
    return rows.map(({ id, kind, name }) => ({
      ...{ id, to: href.organisation(id), title: name },
      note: ctx.t(`admin:find.kinds.${kind}`),
    }))
  })
}

type Piece = RowOf<'invoice', 'id' | 'kind' | 'reference' | 'day' | 'totalCents' | 'saleId'> & { name: string }

function piecesFor(ctx: Ctx, text: string): Promise<FoundLine[]> {
  const piece = readPieceReference(text)
  if (!piece || !may(ctx.ability, 'keep-books')) return Promise.resolve([])
  return ctx.sql(async (query) => {
    const rows = await query<Piece>(sql`
      SELECT i."id", i."kind", i."reference", i."day", i."totalCents", i."saleId",
        coalesce(i."buyer"->>'name', '') AS "name"
      FROM "invoice" i WHERE i."tenantId" = ${ctx.tenant.id} AND i."kind" = ${piece.kind}
        AND i."year" = ${piece.year} AND i."number" = ${piece.number}`)
    return rows.map(({ id, reference, day, totalCents, saleId, name }) => ({
      ...{ id, to: href.sale(saleId), title: reference },
      note: [name, longDay(day, ctx.language), euros(totalCents, ctx.language)].filter(Boolean).join(' · '),
    }))
  })
}
