/** Announces the treasurer’s desk (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

const words = ['books.closed', 'books.setting', 'books.shares'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const treasuryFeature = announce({
  audit: words,
  menu: [{ group: 'money', id: 'overview', to: '/admin/paiements', icon: 'wallet', at: 10, needs: ['keep-books'] }],
})
