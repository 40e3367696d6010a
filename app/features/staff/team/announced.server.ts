/** Announces who is of the staff (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

export const teamFeature = announce({
  menu: [{ group: 'people', id: 'team', to: '/admin/equipe', icon: 'badge-check', at: 30, needs: ['team', 'roles'] }],
})
