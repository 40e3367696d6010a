/** Announces the round of addresses that members sent, and the letter about them (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { leadsTask } from './leads.task.ts'

const words = ['lost.address-added', 'lost.address-dropped'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const lostSubject = announce({
  audit: words,
  tasks: [leadsTask],
  rounds: [{ task: leadsTask, seconds: 300 }],
  async letters() {
    const { leadLetter } = await import('./lead.email.tsx')
    return [leadLetter]
  },
})
