/** « Points communs »: what a result shows that is the viewer's own too; nothing is compared but what the row shows. */
import type { Ctx } from '#app/context/open.ts'
import type { Line } from '#app/domain/search/row.ts'
import { fold } from '#app/i18n/fold.ts'

const FIELDS = ['promotion', 'company', 'homeCity'] as const

const isSame = (one: unknown, other: unknown) =>
  one !== null && one !== undefined && one !== '' && fold(String(one)) === fold(String(other ?? ''))

/**
 * @returns the words of one line, if it has anything in common with the viewer; of oneself nothing is said. Nothing is
 *   told to who looks with other eyes: what is compared is the other's own, which they may not read
 */
export function pointsOf({ t, account, standIn }: Pick<Ctx, 't' | 'account' | 'standIn'>, line: Line) {
  if (standIn || !account?.handle || line.handle === account.handle) return undefined
  const common = FIELDS.filter((field) => isSame(account.own[field], line.fields[field]))
  if (common.length === 0) return undefined
  return t('directory:points.text', { points: common.map((field) => t(`directory:points.${field}`)).join(', ') })
}
