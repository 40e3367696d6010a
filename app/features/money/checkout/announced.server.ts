/** Announces refunds that the staff ask for (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

const words = ['refund.asked'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const checkoutFeature = announce({
  audit: words,
})
