/** Announces the extraction (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

const words = ['people.extracted'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const exportsFeature = announce({
  audit: words,
  menu: [{ group: 'data', id: 'exports', to: href.extraction, icon: 'download', at: 20, needs: ['extract'] }],
})
