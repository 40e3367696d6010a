/** Announces the desk of groups, and what waits for a moderator (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

export const groupsFeature = announce({
  menu: [
    {
      group: 'communication',
      id: 'things',
      to: href.reviewedThings,
      icon: 'message-square-text',
      at: 10,
      needs: ['moderation'],
    },
    { group: 'communication', id: 'groups', to: href.groupsDesk, icon: 'users-round', at: 20, needs: ['groups'] },
  ],
})
