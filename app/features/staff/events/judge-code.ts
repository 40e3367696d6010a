/** What an organiser writes about a promotional code, judged. Pure. */
import { instantIn } from '#app/calendar/local-time.ts'
import { typedFields } from '#app/context/sent-form.ts'
import { codeText, type PromoWords } from '#app/domain/events/promo-codes.server.ts'
import { centsOf } from '#app/i18n/format.ts'
import { numberIn } from './judge-ticket.ts'

/** A shorter one would be guessed. */
const CODE = /^[A-Z0-9-]{6,24}$/
const MOST_USES = 20_000
const MOST_EACH = 100

export const CODE_FIELDS = ['code', 'percent', 'amount', 'most', 'perBuyer', 'opens', 'closes'] as const
export type CodeField = (typeof CODE_FIELDS)[number]
export type CodeTyped = Record<CodeField, string> & { types: string[] }
export type CodeErrors = Partial<Record<CodeField, string>>

/**
 * @param types ids of the event's kinds of ticket
 * @returns what was typed, what is wrong, the words where nothing is
 */
export function judgeCode(
  { zone }: { zone: string },
  types: readonly string[],
  form: FormData,
): { typed: CodeTyped; errors: CodeErrors; words: PromoWords | undefined } {
  const typed: CodeTyped = {
    ...typedFields(form, CODE_FIELDS),
    types: form
      .getAll('types')
      .map(String)
      .filter((id) => types.includes(id)),
  }
  const percent = numberIn(typed.percent, 100)
  const cents = typed.amount === '' ? null : centsOf(typed.amount)
  const [most, perBuyer] = [numberIn(typed.most, MOST_USES), numberIn(typed.perBuyer, MOST_EACH)]
  const opensAt = typed.opens === '' ? null : instantIn(zone, typed.opens)
  const closesAt = typed.closes === '' ? null : instantIn(zone, typed.closes)
  const isBackwards = opensAt && closesAt && opensAt >= closesAt
  const isOne = (percent === null) !== (cents === null)
  const errors: CodeErrors = {
    ...(CODE.test(codeText(typed.code)) ? {} : { code: 'code' }),
    ...(percent === undefined || percent === 0 || !isOne ? { percent: isOne ? 'percent' : 'one' } : {}),
    ...(cents === undefined || cents === 0 ? { amount: 'amount' } : {}),
    ...(most === undefined || most === 0 ? { most: 'most' } : {}),
    ...(perBuyer === undefined || perBuyer === 0 ? { perBuyer: 'most' } : {}),
    ...(opensAt === undefined ? { opens: 'times' } : {}),
    ...(closesAt === undefined || isBackwards ? { closes: 'times' } : {}),
  }
  if (Object.keys(errors).length > 0) return { typed, errors, words: undefined }
  const words = {
    ...{ code: typed.code, percent: percent!, cents: cents!, most: most!, perBuyer: perBuyer! },
    ...{ opensAt: opensAt ?? null, closesAt: closesAt ?? null, types: typed.types },
  }
  return { typed, errors, words }
}
