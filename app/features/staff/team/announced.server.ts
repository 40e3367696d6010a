/** Announces who is of the staff (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

export const teamFeature = announce({
  menu: [{ group: 'people', id: 'team', to: href.team, icon: 'badge-check', at: 30, needs: ['team', 'roles'] }],
})
