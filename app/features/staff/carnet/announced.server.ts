/** Announces the desk of the carnet (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

export const carnetFeature = announce({
  menu: [
    {
      group: 'communication',
      id: 'carnet',
      to: href.carnetDesk,
      icon: 'scroll',
      at: 9,
      needs: ['content'],
      kinds: ['association', 'network'],
    },
  ],
})
