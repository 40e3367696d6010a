/** Announces the desk of letters (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

export const lettersFeature = announce({
  menu: [
    {
      group: 'communication',
      id: 'letters',
      to: href.letters,
      icon: 'mail-plus',
      at: 8,
      needs: ['letters'],
      kinds: ['association', 'network'],
    },
  ],
})
