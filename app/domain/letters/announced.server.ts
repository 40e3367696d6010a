/** Announces letters, their work and what is done about them (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { cohortMailTask } from './cohort-mail.task.ts'
import { lettersTask } from './letters.task.ts'

const words = [
  ...(['letter.planned', 'letter.recalled', 'letter.stopped', 'letter.removed'] as const),
  ...(['letter.picture-removed'] as const),
] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const lettersSubject = announce({
  audit: words,
  tasks: [lettersTask, cohortMailTask],
  rounds: [
    { task: lettersTask, seconds: 60 },
    { task: cohortMailTask, seconds: 300 },
  ],
  async letters() {
    const { letterLetter } = await import('./letter.email.tsx')
    const { cohortMailLetter } = await import('./cohort-mail.email.tsx')
    return [letterLetter, cohortMailLetter]
  },
})
