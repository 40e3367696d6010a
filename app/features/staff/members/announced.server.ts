/** Announces records of people, their dues, and two that are one (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

const words = [
  'person.created',
  'person.changed',
  'membership.added',
  'membership.ended',
  'person.merged',
  'person.unmerged',
  'person.distinct',
] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const membersFeature = announce({
  audit: words,
  menu: [
    {
      group: 'people',
      id: 'members',
      to: '/admin/membres',
      icon: 'users',
      at: 10,
      also: ['/admin/actions'],
      needs: ['people', 'accounts', 'bulk', 'keep-books'],
    },
    { group: 'people', id: 'duplicates', to: '/admin/doublons', icon: 'merge', at: 50, needs: ['people'] },
  ],
})
