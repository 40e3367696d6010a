/** Announces the reading of one’s own secret, and what a record still lacks (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { PROFILE_TURN } from './home-turn.server.ts'
import { PUBLICATION_TURN } from './publication-turn.server.ts'

const words = ['profile.secret-read'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const settingsFeature = announce({
  audit: words,
  turns: [PROFILE_TURN, PUBLICATION_TURN],
})
