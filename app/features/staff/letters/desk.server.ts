/** `/admin/lettres`: every letter, where it stands, and what became of its mails as sums (S12, B20). */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { mailLists } from '#app/domain/letters/audience.server.ts'
import { createLetter, type KeptLetter, listLetters, totalsOf } from '#app/domain/letters/letters.server.ts'
import { titleOf } from './edit-letter.server.ts'
import { listName } from './list-name.ts'

const PAST: readonly KeptLetter['state'][] = ['sending', 'sent', 'late', 'stopped']

export async function readLettersDesk(ctx: Ctx) {
  const { letters, totals } = await ctx.sql(async (query) => {
    const all = await listLetters(query, ctx.tenant.id)
    const past = all.filter(({ state }) => PAST.includes(state)).map(({ id }) => id)
    return { letters: all, totals: await totalsOf(query, ctx.tenant.id, past) }
  })
  return {
    title: ctx.t('letters:title'),
    outcome: ctx.url.searchParams.get('fait'),
    writes: mailLists(ctx.tenant).length > 0,
    letters: letters.map((one) => ({
      ...{ id: one.id, title: titleOf(ctx, one), state: one.state },
      list: listName(ctx, one.audience.list),
      at: (one.sentAt ?? one.plannedAt ?? one.createdAt).toISOString(),
      left: totals.get(one.id)?.left ?? null,
    })),
  }
}

/** POST: a new draft, with the words that most letters begin with. */
export async function beginLetter(ctx: Ctx) {
  if (mailLists(ctx.tenant).length === 0) return redirect(href.letters, 303)
  const blocks = [
    { kind: 'title' as const, text: '' },
    { kind: 'text' as const, text: ctx.t('letters:begin', { prenom: '{{prenom}}' }) },
  ]
  const id = await ctx.sql((query) =>
    createLetter({ query, tenant: ctx.tenant, now: ctx.now }, { subject: '', blocks }),
  )
  return redirect(href.letter(id), 303)
}
