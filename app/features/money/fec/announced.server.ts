/** Announces exports of the books (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

const words = ['books.exported'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const fecFeature = announce({
  audit: words,
})
