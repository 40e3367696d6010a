/** Announces the round of offers, the letters to their authors, and what the staff do (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { alertsTask } from './alerts.task.ts'
import { applicationsTask } from './applications.task.ts'
import { offersTask } from './offers.task.ts'

const words = [
  ...(['offer.approved', 'offer.refused', 'offer.changed', 'offer.not-changed'] as const),
  ...(['offer.taken-down', 'offer.reports-dismissed'] as const),
] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const offersSubject = announce({
  audit: words,
  tasks: [offersTask, applicationsTask, alertsTask],
  rounds: [
    { task: offersTask, seconds: 3600 },
    { task: applicationsTask, seconds: 3600 },
    { task: alertsTask, seconds: 3600 },
  ],
  async letters() {
    const { offerLetters } = await import('./offer.email.tsx')
    const { applicationLetters } = await import('./application.email.tsx')
    const { alertLetter } = await import('./alert.email.tsx')
    return [...offerLetters, ...applicationLetters, alertLetter]
  },
})
