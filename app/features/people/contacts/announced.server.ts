/** Announces requests that wait for an answer, on the front page (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { countAsked } from './contacts.server.ts'
import { listAddress } from './lists.ts'

export const contactsFeature = announce({
  turns: [
    {
      id: 'contacts',
      at: 20,
      opens: ({ viewer, account, standIn }) => Boolean(account && viewer.personId) && !standIn,
      load: async (ctx) => {
        const count = await countAsked({ ctx, personId: ctx.viewer.personId! })
        if (count === 0) return null
        const { t } = ctx
        return {
          icon: 'contacts',
          title: t('content:home.contacts.title', { count }),
          text: t('content:home.contacts.text'),
          action: { to: listAddress('recues'), text: t('content:home.contacts.action') },
        }
      },
    },
  ],
})
