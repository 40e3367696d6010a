/** Announces letters, their work and what is done about them (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { lettersTask } from './letters.task.ts'

const words = ['letter.planned', 'letter.recalled', 'letter.stopped', 'letter.removed'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const lettersSubject = announce({
  audit: words,
  tasks: [lettersTask],
  rounds: [{ task: lettersTask, seconds: 60 }],
  async letters() {
    return [(await import('./letter.email.tsx')).letterLetter]
  },
})
