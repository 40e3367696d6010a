/** Announces the desk of the printed directory (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'
import { isPrinted } from '#app/policy/printed.rules.ts'

export const printedFeature = announce({
  menu: [
    {
      group: 'data',
      id: 'printed',
      to: href.printed,
      icon: 'scroll',
      at: 25,
      needs: ['extract'],
      opensIn: isPrinted,
    },
  ],
})
