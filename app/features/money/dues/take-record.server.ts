/** The staff's form about money that came by cheque, transfer or cash, read and answered. */
import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect } from '@remix-run/node'
import type { Ctx } from '#app/context/open.ts'
import { recordSchema } from './record.schema.ts'
import { payerOf, type RecordFault, recordDues } from './record.server.ts'

export interface RecordAnswer {
  fault: RecordFault | 'day' | 'amount' | 'means'
  typed: Record<string, string>
  /** The sale that stands in the way. */
  standing?: string | undefined
  /** What it costs in fact, in cents. */
  expected?: number | undefined
}

/**
 * @param next where one goes on once the sale is recorded
 * @returns a redirect, or the answers to correct (422; 503 where the processor has to be asked again)
 */
export async function takeRecord(ctx: Ctx, form: FormData, next: (saleId: string, form: FormData) => string) {
  const payer = await payerOf(ctx, String(form.get('person') ?? ''))
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
  const refuse = (answer: Omit<RecordAnswer, 'typed'>, status = 422) =>
    data<RecordAnswer>({ ...answer, typed }, { status })
  const read = parseWithZod(form, { schema: recordSchema })
  if (read.status !== 'success')
    return refuse({ fault: read.error?.receivedOn ? 'day' : read.error?.gift ? 'amount' : 'means' })
  const made = await recordDues(ctx, payer, read.value)
  if ('saleId' in made) return redirect(next(made.saleId, form), 303)
  return refuse(made, made.fault === 'later' ? 503 : 422)
}
