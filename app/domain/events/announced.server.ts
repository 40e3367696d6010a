/** Announces what is decided about events (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

const words = ['event.published', 'event.withdrawn', 'event.cancelled', 'event.removed'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const eventsSubject = announce({ audit: words })
