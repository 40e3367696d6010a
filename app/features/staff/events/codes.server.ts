/** `/admin/evenements/:event/codes`: promotional codes of an event, made and stopped, and what they took off. */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { addCode, codesOf, isCodeLive, stopCode } from '#app/domain/events/promo-codes.server.ts'
import { type TicketType, ticketTypesOf } from '#app/domain/events/ticket-types.server.ts'
import { euros, shortMoment } from '#app/i18n/format.ts'
import { eventOfDesk } from './edit.server.ts'
import { type CodeErrors, type CodeTyped, judgeCode } from './judge-code.ts'

type Listed = Awaited<ReturnType<typeof codesOf>>[number]

function shown({ language, now }: Ctx, one: Listed, types: readonly TicketType[]) {
  const moment = (at: Date | null) => at && shortMoment(at, language)
  const names = types.filter(({ id }) => one.types.includes(id)).map(({ name }) => name)
  return {
    ...{ id: one.id, code: one.code, used: one.used, most: one.most, perBuyer: one.perBuyer, names },
    less: one.percent === null ? euros(one.cents ?? 0, language) : `${one.percent} %`,
    off: euros(one.off, language),
    ...{ opens: moment(one.opensAt), closes: moment(one.closesAt) },
    ...{ stopped: one.stoppedAt !== null, live: isCodeLive(one, now) },
  }
}

export async function readCodes(ctx: Ctx, id: string) {
  const row = await eventOfDesk(ctx, id)
  const { tenant } = ctx
  const { codes, types } = await ctx.sql(async (query) => ({
    codes: await codesOf({ query, tenant }, id),
    types: await ticketTypesOf({ query, tenant }, id),
  }))
  return {
    ...{ title: ctx.t('events:codes.title'), id, event: row.title },
    codes: codes.map((one) => shown(ctx, one, types)),
    types: types.map((type) => ({ value: type.id, label: type.name })),
    outcome: ctx.url.searchParams.get('fait'),
  }
}

export interface CodeAnswer {
  typed: CodeTyped
  errors: CodeErrors
}

/** POST `intent`: `save` a new code, `stop` one (`code`: its id). */
export async function changeCodes(ctx: Ctx, id: string, form: FormData) {
  const row = await eventOfDesk(ctx, id)
  const { tenant, now } = ctx
  const here = href.eventCodes(id)
  if (form.get('intent') === 'stop') {
    const stopped = await ctx.sql((query) => stopCode({ query, tenant, now }, id, String(form.get('code') ?? '')))
    return redirect(stopped ? `${here}?fait=codeStopped` : here, 303)
  }
  const types = await ctx.sql((query) => ticketTypesOf({ query, tenant }, id))
  const { typed, errors, words } = judgeCode(
    row,
    types.map((type) => type.id),
    form,
  )
  const refuse = (wrong: CodeErrors) => data({ typed, errors: wrong } as CodeAnswer, { status: 422 })
  if (!words) return refuse(errors)
  const made = await ctx.sql((query) => addCode({ query, tenant, now }, id, words))
  return made ? redirect(`${here}?fait=code`, 303) : refuse({ code: 'known' })
}
