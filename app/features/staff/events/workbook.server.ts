/** Who comes to an event as a workbook, by the right to extract; each one is written into the log. */
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { defused } from '#app/domain/documents/defused.ts'
import { readAttendees } from '#app/domain/events/attendees.server.ts'
import { questionsOf } from '#app/domain/events/questions.ts'
import { titleOf } from '#app/domain/search/row.ts'
import { extractsAttendees } from '#app/policy/event.rules.ts'
import { eventOfDesk } from './edit.server.ts'

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** @throws Response 403 for who keeps events and may extract nothing */
export async function attendeesWorkbook(ctx: Ctx, id: string): Promise<Response> {
  if (!extractsAttendees(ctx.ability)) throw forbidden({ tasks: ['extract'] })
  const row = await eventOfDesk(ctx, id)
  const questions = questionsOf(row.questions)
  const people = (await readAttendees(ctx, id)).filter(
    ({ line, state }) => line && state !== 'withdrawn' && state !== 'transferred',
  )
  // Loaded where it is used: a sixth of the time a process takes to start.
  const { default: excel } = await import('exceljs')
  const book = new excel.Workbook()
  book.created = ctx.now
  const sheet = book.addWorksheet(row.slug.slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] })
  const heads = ['name', 'cohort', 'state', 'seats'].map((one) => ctx.t(`events:workbook.${one}`))
  sheet.addRow([...heads, ...questions.map(({ label }) => defused(label)), ctx.t('events:workbook.guests')])
  for (const { line, state, seats, guests, answers } of people) {
    const said = questions.map((question) => defused(answers[question.id] ?? ''))
    const year = line!.fields.promotion
    const brings = defused(guests.join(', '))
    sheet.addRow([defused(titleOf(line!)), year ?? '', ctx.t(`events:people.${state}`), seats, ...said, brings])
  }
  await ctx.sql((query) => audit(query, ctx, 'event.extracted', { subjectId: id, detail: { count: people.length } }))
  const bytes = await book.xlsx.writeBuffer()
  return new Response(new Uint8Array(bytes as ArrayBuffer), {
    headers: {
      'Content-Type': TYPE,
      'Content-Disposition': `attachment; filename="${row.slug}.xlsx"`,
      'Cache-Control': 'no-store',
    },
  })
}
