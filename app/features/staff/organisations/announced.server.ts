/** Announces companies, schools and their passes (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

const words = [
  'organisation.validated',
  'organisation.withdrawn',
  'organisation.completed',
  'organisation.refused',
  'pass.added',
  'pass.ended',
  'company-page.approved',
  'company-page.refused',
  'company-page.taken-down',
] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const organisationsFeature = announce({
  audit: words,
  menu: [
    {
      group: 'career',
      id: 'organisations',
      to: href.organisations,
      icon: 'building',
      at: 10,
      needs: ['organisations'],
    },
  ],
})
