/** Announces what is decided and told about events (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { answersTask } from './answers.task.ts'
import { invitationsTask } from './invitations.task.ts'
import { seatOffersTask } from './seat-offers.task.ts'

const words = [
  ...(['event.published', 'event.withdrawn', 'event.cancelled', 'event.removed', 'event.repeated'] as const),
  ...(['event.message', 'event.extracted', 'event.let-out', 'event.invited', 'event.invitations-stopped'] as const),
] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const eventsSubject = announce({
  audit: words,
  tasks: [answersTask, invitationsTask, seatOffersTask],
  rounds: [
    { task: seatOffersTask, seconds: 60 },
    { task: invitationsTask, seconds: 300 },
    { task: answersTask, seconds: 3600 },
  ],
  async letters() {
    const [{ toldAttendeesLetter }, { invitedLetter }] = await Promise.all([
      import('./told-attendees.email.tsx'),
      import('./invited.email.tsx'),
    ])
    return [toldAttendeesLetter, invitedLetter]
  },
})
