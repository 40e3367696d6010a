/** Announces the desk of files for receivers outside (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'
import { transfersOf } from '#app/policy/transfer.rules.ts'

export const transfersFeature = announce({
  menu: [
    {
      group: 'data',
      id: 'transfers',
      to: href.transfers,
      icon: 'upload',
      at: 22,
      needs: ['extract'],
      opensIn: (config) => transfersOf(config).length > 0,
    },
  ],
})
