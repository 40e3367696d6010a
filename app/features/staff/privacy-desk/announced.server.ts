/** Announces erasures and how long rows are kept (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

export const privacyDeskFeature = announce({
  menu: [
    { group: 'rules', id: 'retention', to: href.retention, icon: 'hourglass', at: 40, needs: ['privacy-desk'] },
    { group: 'rules', id: 'erasures', to: href.erasures, icon: 'user-x', at: 50, needs: ['privacy-desk'] },
  ],
})
