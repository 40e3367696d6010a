/** Answers about a position and its company. Errors are text keys. */
import { z } from 'zod'
import { readCountry, readSiret } from '#app/i18n/read-answer.ts'
import { date, line, phone, read } from './section.schema.ts'

const details = {
  version: z.string().max(40).default(''),
  jobTitle: line(160),
  workField: line(120).optional(),
  workLevel: line(120).optional(),
  workPhone: phone().optional(),
  startedOn: date('month').optional(),
  endedOn: date('month').optional(),
}

const siret = line(20).transform(read(readSiret, 'siret'))

const company = {
  /** A shared company that was found; else what follows makes one, or finds the one that is the same (I3). */
  companyId: z.uuid('choice').optional(),
  companyName: line(160).optional(),
  companyAddress: line(300).optional(),
  companyCity: line(120).optional(),
  companyCountry: line(80).transform(read(readCountry, 'country')).optional(),
  companySiret: siret.optional(),
  /** Ids of current positions that this one replaces. */
  replaces: z.array(z.uuid('choice')).max(20).default([]),
}

type Span = { startedOn?: string; endedOn?: string }

/** Dates of different precision are compared as far as both go. */
function inOrder({ startedOn, endedOn }: Span, ctx: z.RefinementCtx): void {
  if (!startedOn || !endedOn) return
  const length = Math.min(startedOn.length, endedOn.length)
  if (startedOn.slice(0, length) > endedOn.slice(0, length))
    ctx.addIssue({ code: 'custom', path: ['endedOn'], message: 'endsBefore' })
}

export const positionSchema = z.object(details).superRefine(inOrder)

export const newPositionSchema = z
  .object({ ...details, ...company })
  .superRefine(inOrder)
  .superRefine(({ companyId, companyName }, ctx) => {
    if (!companyId && !companyName) ctx.addIssue({ code: 'custom', path: ['companyName'], message: 'required' })
  })

export const endSchema = z.object({ version: z.string().max(40).default(''), endedOn: date('month') })

export type NewPositionAnswers = z.output<typeof newPositionSchema>
export type PositionAnswers = z.output<typeof positionSchema>
