/** Announces payments that the staff record, and dues on the front page (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { DUES_BLOCK, DUES_TURN } from './home-blocks.server.ts'

const words = ['payment.recorded'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const duesFeature = announce({
  audit: words,
  home: [DUES_BLOCK],
  turns: [DUES_TURN],
})
