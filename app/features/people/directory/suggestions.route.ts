import type { LoaderFunctionArgs } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { type Ctx, open } from '#app/context/open.ts'
import { lineOf, noteFields, textOf, titleOf } from '#app/domain/search/row.ts'
import { addressOf, type DirectoryQuery, readQuery } from './search.schema.ts'
import { type Found, peopleBeginning, searchDirectory } from './search.server.ts'
import { headingOf, suggestedValues } from './suggested.server.ts'

/** Fewer letters say too little to suggest anybody. */
const SHORTEST = 2
const MOST = 8
/** People shown where other groups stand below. */
const MOST_BESIDE = 4

/**
 * What the search box may mean, as JSON: `suggestions`, the first people the quick search would list; `options`, the
 * same in groups, with towns, companies, years and jobs, and the whole list last. Exactly the search's rules.
 */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'search' })
  const q = (ctx.url.searchParams.get('q') ?? '').trim()
  const read = readQuery(new URLSearchParams({ q }))
  if (q.length < SHORTEST || !read.ok) return Response.json({ suggestions: [], options: [] })
  // Names that begin so come from one index range; only where they are few is the whole quick search asked.
  const beginning = await peopleBeginning(ctx, q, MOST)
  const found = beginning.length === MOST ? undefined : await searchDirectory(ctx, read.query, MOST)
  const people = found?.people ?? beginning
  const suggestions = people.map((person) => {
    const line = lineOf(person)
    const note = noteFields(line, ctx.ability.rowFields).map((field) => textOf(line.fields[field]))
    return { handle: line.handle, label: titleOf(line), note: note.join(' · '), address: line.address }
  })
  return Response.json({ suggestions, options: await optionsOf(ctx, read.query, { suggestions, found }) })
}

interface Option {
  label: string
  note?: string
  address: string
  /** Stands above the first of its group. */
  heading?: string
}

async function optionsOf(
  ctx: Ctx,
  query: DirectoryQuery,
  { suggestions, found }: { suggestions: readonly Option[]; found: Found | undefined },
): Promise<Option[]> {
  const { t } = ctx
  const values = await suggestedValues(ctx, query.q!)
  const people = suggestions.slice(0, values.length > 0 ? MOST_BESIDE : MOST)
  const options: Option[] = people.map((one, i) =>
    i === 0 ? { ...one, heading: t('directory:suggestions.groups.people') } : one,
  )
  for (const [i, { criterion, value, count, address }] of values.entries()) {
    const isFirst = values[i - 1]?.criterion !== criterion
    const note = count > 1000 ? t('directory:total.more') : t('directory:total.count', { count })
    options.push({ label: value, note, address, ...(isFirst ? { heading: t(headingOf(criterion)) } : {}) })
  }
  if (options.length === 0 || (found && found.total === 0)) return options
  const all =
    found && !found.more ? t('directory:suggestions.all', { count: found.total }) : t('directory:suggestions.more')
  return [...options, { label: all, address: addressOf(href.directory, query) }]
}
