/** Announces payments that the staff record (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

const words = ['payment.recorded'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const duesFeature = announce({
  audit: words,
})
