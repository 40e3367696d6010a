/** Announces the budget of lists, and what stands of the directory on the front page (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { HOME_BLOCKS } from './home-blocks.server.ts'

const words = ['directory.budget-reached'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const directoryFeature = announce({
  audit: words,
  home: HOME_BLOCKS,
})
