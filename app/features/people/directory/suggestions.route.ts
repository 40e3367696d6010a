import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { lineOf, noteFields, textOf, titleOf } from '#app/domain/search/row.ts'
import { readQuery } from './search.schema.ts'
import { peopleBeginning, searchDirectory } from './search.server.ts'

/** Fewer letters say too little to suggest anybody. */
const SHORTEST = 2
const MOST = 8

/** The first people the quick search would list, as JSON: exactly its rules, nothing of its own. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'search' })
  const q = (ctx.url.searchParams.get('q') ?? '').trim()
  const read = readQuery(new URLSearchParams({ q }))
  if (q.length < SHORTEST || !read.ok) return Response.json({ suggestions: [] })
  // Names that begin so come from one index range; only where they are few is the whole quick search asked.
  const beginning = await peopleBeginning(ctx, q, MOST)
  const people = beginning.length === MOST ? beginning : (await searchDirectory(ctx, read.query, MOST)).people
  const suggestions = people.map((person) => {
    const line = lineOf(person)
    const note = noteFields(line, ctx.ability.rowFields).map((field) => textOf(line.fields[field]))
    return { handle: line.handle, label: titleOf(line), note: note.join(' · '), address: line.address }
  })
  return Response.json({ suggestions })
}
