/** Announces erasures and how long rows are kept (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

export const privacyDeskFeature = announce({
  menu: [
    { group: 'data', id: 'retention', to: href.retention, icon: 'hourglass', at: 60, needs: ['privacy-desk'] },
    { group: 'data', id: 'erasures', to: href.erasures, icon: 'user-x', at: 70, needs: ['privacy-desk'] },
  ],
})
