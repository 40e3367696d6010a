/** Announces the desk of events (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

export const eventsFeature = announce({
  menu: [{ group: 'communication', id: 'events', to: href.eventsDesk, icon: 'calendar', at: 7, needs: ['events'] }],
})
