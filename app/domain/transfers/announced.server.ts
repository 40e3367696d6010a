/** Announces files for receivers outside (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { gatherTask } from './transfers.task.ts'

const words = ['transfer.begun', 'transfer.handed', 'transfer.dropped'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const transfersSubject = announce({
  tasks: [gatherTask],
  audit: words,
  letters: async () => [(await import('./left.email.tsx')).leftLetter],
})
