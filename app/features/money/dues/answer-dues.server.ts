/** What `/adhesion` is sent: dues to be paid, instalments that are left, or what is to debit no more. */
import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { initOf } from '#app/context/form-answer.server.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { signInFirst } from '#app/context/unsent.ts'
import { readUpload } from '#app/domain/files/upload.server.ts'
import { PAPER_BYTES } from '#app/domain/requests/papers.server.ts'
import { type PartFault, payPart } from '#app/domain/sales/instalment-sales.server.ts'
import { euros } from '#app/i18n/format.ts'
import { paysDues } from '#app/policy/money.rules.ts'
import { stopOwnPlan } from './instalment-page.server.ts'
import { joinSchema } from './join.schema.ts'
import type { JoinFault } from './join.server.ts'
import { joinWithPaper, type PaperFault } from './join-with-paper.server.ts'
import { stopRenewal } from './stop-renewal.server.ts'

interface Typed {
  gift: string
  campaign: string
  renew: boolean
  times: string
}

type Fault = JoinFault | PartFault | PaperFault | 'amount'

/** Statuses other than 422. */
const STATUS: Partial<Record<Fault, number>> = { later: 503, fileLarge: 413 }

const refused = (fault: Fault, typed: Typed | undefined, least = '') =>
  data({ fault, typed, least }, { status: STATUS[fault] ?? 422 })

export async function answerDues(ctx: Ctx, request: Request) {
  if (!ctx.account) throw await signInFirst(ctx)
  if (!paysDues(ctx.tenant.config, ctx.viewer)) throw forbidden()
  const { personId } = ctx.viewer
  const form = await readUpload(request, PAPER_BYTES)
  if (!form) return refused('fileLarge', undefined)
  const intent = form.get('intent')
  if (intent === 'stop') {
    await stopRenewal(ctx)
    return redirect(`${href.dues}?arrete=1`, 303)
  }
  if (intent === 'stop-plan') {
    await stopOwnPlan(ctx, personId)
    return redirect(`${href.dues}?arrete=echeances`, 303)
  }
  if (intent === 'pay-late' || intent === 'pay-rest')
    return answerOf(ctx, await payPart(ctx, personId, intent === 'pay-late' ? 'late' : 'rest'), undefined)
  const typed = {
    gift: String(form.get('gift') ?? ''),
    campaign: String(form.get('campaign') ?? ''),
    renew: form.has('renew'),
    times: String(form.get('times') ?? '1'),
  }
  const read = parseWithZod(form, { schema: joinSchema })
  if (read.status === 'success')
    return answerOf(ctx, await joinWithPaper(ctx, read.value, form.get('certificate')), typed)
  return refused(read.error?.gift ? 'amount' : read.error?.times ? 'times' : 'situation', typed)
}

/** The sale's page goes on; else what is wrong. */
function answerOf(ctx: Ctx, made: { saleId: string } | { fault: Fault; wait?: number }, typed: Typed | undefined) {
  if ('saleId' in made) return redirect(href.payment(made.saleId), 303)
  if (made.wait) return data({ fault: made.fault, typed, least: '' }, initOf(made))
  return refused(made.fault, typed, euros(ctx.tenant.config.money.gifts?.atLeast ?? 0, ctx.language))
}
