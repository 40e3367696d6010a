/** Announces bank statements and movements at Stripe (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

const words = ['books.bank-file', 'books.bank-line', 'books.movement'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const bankFeature = announce({
  audit: words,
})
