/** What waits for the staff, on their own front page. */
import * as href from '#app/addresses.ts'
import type { HomeBlock } from '#app/context/home-block.ts'
import { countText } from '#app/i18n/format.ts'
import { isOfStaff } from '#app/policy/ability.ts'
import { readWaiting } from './todo.server.ts'

/** The others stand on the first page of the administration. */
const MOST = 6

export const TODO_BLOCK: HomeBlock = {
  id: 'todo',
  at: 13,
  opens: ({ ability, account, standIn }) => Boolean(account) && !standIn && isOfStaff(ability),
  load: async (ctx) => {
    const { t, language } = ctx
    const todo = await readWaiting(ctx)
    if (todo.length === 0) return null
    return {
      kind: 'rows',
      wide: true,
      title: t('content:home.todo.title'),
      rows: todo.slice(0, MOST).map(({ id, count, to }) => ({
        to,
        title: t(`admin:home.items.${id}`, { count, shown: countText(count, language) }),
      })),
      more: { to: href.admin, text: t('content:home.todo.more') },
    }
  },
}
