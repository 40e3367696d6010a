/** Announces the treasurer’s desk (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

const words = ['books.closed', 'books.setting', 'books.shares'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const treasuryFeature = announce({
  audit: words,
  menu: [{ group: 'money', id: 'overview', to: href.treasury, icon: 'wallet', at: 10, needs: ['keep-books'] }],
})
