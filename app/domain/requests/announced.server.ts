/** Announces requests to get in, their answers and links (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { considerTask } from './consider.task.ts'

const words = ['request.paper', 'account.invited', 'account.reset'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const requestsSubject = announce({
  tasks: [considerTask],
  async letters() {
    const { linkLetters } = await import('./links.email.tsx')
    const { noticeLetters } = await import('./notices.email.tsx')
    return [...linkLetters, ...noticeLetters]
  },
  audit: words,
})
