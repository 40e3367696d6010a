/** Announces what is done about news and pages (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

const words = [
  ...(['news.published', 'news.withdrawn', 'news.removed'] as const),
  ...(['page.published', 'page.withdrawn', 'page.removed'] as const),
  ...(['document.published', 'document.removed'] as const),
  ...(['carnet.published', 'carnet.refused', 'carnet.withdrawn'] as const),
] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const contentSubject = announce({ audit: words })
