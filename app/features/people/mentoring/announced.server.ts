/** Announces requests of mentoring that wait for an answer, on the front page (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'
import { countWaiting } from './mentoring.server.ts'

export const mentoringFeature = announce({
  turns: [
    {
      id: 'mentoring',
      at: 25,
      opens: ({ viewer, account, standIn }) => Boolean(account && viewer.personId) && !standIn,
      load: async (ctx) => {
        const count = await countWaiting(ctx, ctx.viewer.personId!)
        if (count === 0) return null
        return {
          icon: 'contacts',
          title: ctx.t('content:home.mentoring.title', { count }),
          text: ctx.t('content:home.mentoring.text'),
          action: { to: href.mentoring, text: ctx.t('content:home.mentoring.action') },
        }
      },
    },
  ],
})
