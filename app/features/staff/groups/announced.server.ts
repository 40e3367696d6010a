/** Announces the desk of groups, and what waits for a moderator (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

export const groupsFeature = announce({
  menu: [
    {
      group: 'people',
      id: 'things',
      to: '/admin/publications',
      icon: 'message-square-text',
      at: 42,
      needs: ['moderation'],
    },
    { group: 'people', id: 'groups', to: '/admin/groupes', icon: 'users-round', at: 44, needs: ['groups'] },
  ],
})
