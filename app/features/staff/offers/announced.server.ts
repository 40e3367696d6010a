/** Announces the desk of offers (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

export const offersDeskFeature = announce({
  menu: [
    {
      group: 'career',
      id: 'offers',
      to: href.offersDesk,
      icon: 'briefcase',
      at: 5,
      needs: ['offers'],
      kinds: ['association', 'network'],
    },
  ],
})
