/** Announces the budget of profiles, and what is left of it on a company’s front page (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { ACCESS_BLOCK, OPENED_BLOCK } from './home-blocks.server.ts'

const words = ['profile.budget-reached'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const profileFeature = announce({
  audit: words,
  home: [ACCESS_BLOCK, OPENED_BLOCK],
})
