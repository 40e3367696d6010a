/** Announces records of people, their dues, and two that are one (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

const words = [
  'person.created',
  'person.changed',
  'membership.added',
  'membership.ended',
  'person.merged',
  'person.unmerged',
  'person.distinct',
  'person.suspected',
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
      to: href.members,
      icon: 'users',
      at: 10,
      also: [href.bulkRuns],
      needs: ['people', 'accounts', 'bulk', 'keep-books'],
    },
    { group: 'people', id: 'duplicates', to: href.duplicates, icon: 'merge', at: 50, needs: ['people'] },
  ],
})
