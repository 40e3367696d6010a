/** Announces erasures and how long rows are kept (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

export const privacyDeskFeature = announce({
  menu: [
    { group: 'rules', id: 'retention', to: '/admin/conservation', icon: 'hourglass', at: 40, needs: ['privacy-desk'] },
    { group: 'rules', id: 'erasures', to: '/admin/suppressions', icon: 'user-x', at: 50, needs: ['privacy-desk'] },
  ],
})
