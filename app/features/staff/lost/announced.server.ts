/** Announces the desk of people lost from view (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

export const lostDeskFeature = announce({
  menu: [{ group: 'people', id: 'lost', to: href.lostDesk, icon: 'mail-plus', at: 46, needs: ['people'] }],
})
