/** Badges and attendance sheet of an event, by the right to extract; each is written into the log. */
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { paperColour, pdfAnswer } from '#app/domain/documents/piece-answer.server.ts'
import { type Attendee, readAttendees } from '#app/domain/events/attendees.server.ts'
import { whenText } from '#app/domain/events/event-when-text.ts'
import { titleOf } from '#app/domain/search/row.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import { extractsAttendees } from '#app/policy/event.rules.ts'
import { eventOfDesk } from './edit.server.ts'

/** A line for each seat: who comes, then their guests, by name as far as one was said. */
function namesOf({ line, seats, guests }: Attendee): string[] {
  const brought = Array.from({ length: Math.max(0, seats - 1) }, (_, i) => guests[i] ?? '')
  return [line ? titleOf(line) : '', ...brought]
}

/** @throws Response 403 for who keeps events and may extract nothing */
export async function eventPaper(ctx: Ctx, id: string, kind: 'badges' | 'attendance'): Promise<Response> {
  if (!extractsAttendees(ctx.ability)) throw forbidden({ tasks: ['extract'] })
  const row = await eventOfDesk(ctx, id)
  const { tenant, language, now } = ctx
  const coming = (await readAttendees(ctx, id)).filter(({ state }) => state === 'registered')
  const t = translatorFor(language, tenant.config)
  const look = { t, language, colour: paperColour(ctx) }
  const piece = {
    ...{ association: tenant.config.name, event: row.title, names: coming.flatMap(namesOf), at: now },
    when: whenText(row, { t, language }),
    where: [row.place, row.address, row.city].filter(Boolean).join(', '),
  }
  await ctx.sql((query) => audit(query, ctx, 'event.extracted', { subjectId: id, detail: { count: coming.length } }))
  // Drawn by a library of 20 MB, fetched with the first paper.
  if (kind === 'badges') {
    const { badgesPaper } = await import('#app/domain/documents/badges-paper.ts')
    return pdfAnswer(await badgesPaper(piece, look), `badges-${row.slug}`)
  }
  const { attendancePaper } = await import('#app/domain/documents/attendance-paper.ts')
  return pdfAnswer(await attendancePaper(piece, look), `presences-${row.slug}`)
}
