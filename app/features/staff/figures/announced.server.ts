/** Announces the figures that the staff read (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

export const figuresFeature = announce({
  menu: [{ group: 'data', id: 'figures', to: href.staffFigures, icon: 'eye', at: 35, needs: ['people'] }],
})
