/** Announces the budget of lists (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

const words = ['directory.budget-reached'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const directoryFeature = announce({
  audit: words,
})
