/** Announces readings of whole records (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

const words = ['person.read', 'person.compared', 'person.considered'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const auditSubject = announce({
  audit: words,
})
