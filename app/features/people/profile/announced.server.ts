/** Announces the budget of profiles (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

const words = ['profile.budget-reached'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const profileFeature = announce({
  audit: words,
})
