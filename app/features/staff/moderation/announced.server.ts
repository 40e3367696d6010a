/** Announces what members report (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

const words = ['message.read', 'report.dismissed', 'report.warned', 'report.disabled'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const moderationFeature = announce({
  async letters() {
    const { warnedLetter } = await import('./warned.email.tsx')
    return [warnedLetter]
  },
  audit: words,
  menu: [
    {
      group: 'people',
      id: 'reports',
      to: href.reports,
      icon: 'flag',
      at: 60,
      also: [href.messageReports],
      needs: ['moderation'],
    },
  ],
})
