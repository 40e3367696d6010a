/** Announces the outbox, letters about changes, and addresses that fail (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { sendMailsTask } from './send.task.ts'

const words = ['email.failed', 'email.cleared'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const mailSubject = announce({
  audit: words,
  tasks: [sendMailsTask],
  rounds: [{ task: sendMailsTask, seconds: 60 }],
  async letters() {
    const { changesLetter, addressesLetter, failingLetter, proofLetter } = await import('./changes.email.tsx')
    return [changesLetter, addressesLetter, failingLetter, proofLetter]
  },
})
