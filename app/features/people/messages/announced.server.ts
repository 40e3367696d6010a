/** Announces what is unread, on the front page (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

export const messagesFeature = announce({
  turns: [
    {
      id: 'messages',
      at: 15,
      // Counted with the viewer already; with other eyes, letters stay between whom they belong to.
      opens: ({ account, standIn }) => !standIn && (account?.unread ?? 0) > 0,
      load: async ({ t, account }) => ({
        icon: 'messages',
        title: t('content:home.messages.title', { count: account?.unread ?? 0 }),
        text: t('content:home.messages.text'),
        action: { to: href.messages, text: t('content:home.messages.action') },
      }),
    },
  ],
})
