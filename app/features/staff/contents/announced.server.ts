/** Announces the desk of what the association publishes (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

export const contentsFeature = announce({
  menu: [{ group: 'communication', id: 'contents', to: href.contents, icon: 'newspaper', at: 5, needs: ['content'] }],
})
