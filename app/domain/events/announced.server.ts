/** Announces what is decided and told about events (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { answersTask } from './answers.task.ts'
import { seatOffersTask } from './seat-offers.task.ts'

const words = [
  ...(['event.published', 'event.withdrawn', 'event.cancelled', 'event.removed'] as const),
  ...(['event.message', 'event.extracted', 'event.let-out'] as const),
] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const eventsSubject = announce({
  audit: words,
  tasks: [answersTask, seatOffersTask],
  rounds: [
    { task: seatOffersTask, seconds: 60 },
    { task: answersTask, seconds: 3600 },
  ],
  async letters() {
    const { toldAttendeesLetter } = await import('./told-attendees.email.tsx')
    return [toldAttendeesLetter]
  },
})
