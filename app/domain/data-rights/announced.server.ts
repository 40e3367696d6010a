/** Announces copies, erasures and the end of rows (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { copyTask } from './copy.task.ts'
import { eraseTask } from './erase.task.ts'
import { retentionTask } from './retention.task.ts'

const words = ['organisation.erased'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const dataRightsSubject = announce({
  tasks: [copyTask, eraseTask, retentionTask],
  rounds: [{ task: retentionTask, seconds: 86_400 }],
  async letters() {
    const { copyLetter } = await import('./copy.email.tsx')
    const { deletedLetter } = await import('./deleted.email.tsx')
    return [copyLetter, deletedLetter]
  },
  audit: words,
})
