/** A person's photo or CV for whoever may read that field; for the others there is no such file. */
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { readStored } from '#app/domain/files/read-stored.server.ts'
import { countOpening, noteReading, refuseOpening } from '#app/domain/people/opening-budget.server.ts'
import { reveal } from '#app/policy/view.ts'
import { findPerson } from './find-person.server.ts'

/** Seconds a browser may keep a photo: lists show many, and a changed one has another address. */
const PHOTO_SECONDS = 600

/**
 * @throws Response 404 for a hidden or absent file, 429 where the CV is of one person too many today
 */
export async function personFile(ctx: Ctx, handle: string, field: 'photo' | 'cv'): Promise<Response> {
  const { id, opening, read } = await ctx.sql(async (query) => {
    const found = await findPerson(ctx, query, handle)
    const person = found && reveal(ctx.ability, found.type, found.row, [field])
    const id = person?.fields[field]
    // A photo stands in lists; a CV is the whole person, and counts as one opened.
    const counts =
      typeof id === 'string' && field === 'cv' && (ctx.standIn !== undefined || found!.id !== ctx.viewer.personId)
    return {
      id,
      opening: counts ? await countOpening(ctx, query, found!.id) : 'counted',
      read: counts ? found : undefined,
    }
  })
  if (opening !== 'counted') throw refuseOpening(ctx, opening)
  if (read) await noteReading(ctx, read)
  const file = typeof id === 'string' ? await readStored(ctx, id, field) : undefined
  if (!file) throw notFound()
  return new Response(Buffer.from(file.bytes), {
    headers: {
      'Content-Type': file.contentType,
      'Content-Length': String(file.bytes.byteLength),
      'Cache-Control': field === 'photo' ? `private, max-age=${PHOTO_SECONDS}` : 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...(field === 'cv'
        ? { 'Content-Disposition': `attachment; filename="cv-${handle.replace(/[^\w.-]/g, '_')}.pdf"` }
        : {}),
    },
  })
}
