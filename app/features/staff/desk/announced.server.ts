/** Announces the first page, the log, other eyes, and the staff’s part of the front page (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'
import { FEDERATION_BLOCK } from './federation-block.server.ts'
import { TODO_BLOCK } from './todo-block.server.ts'

const words = ['site.seen-as'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const deskFeature = announce({
  audit: words,
  home: [TODO_BLOCK, FEDERATION_BLOCK],
  menu: [
    { group: 'start', id: 'home', to: href.admin, icon: 'list-checks', at: 10 },
    { group: 'data', id: 'seeAs', to: href.seeAs, icon: 'glasses', at: 45, needs: ['see-as'] },
    { group: 'data', id: 'log', to: href.auditLog, icon: 'scroll', at: 50, needs: ['audit'] },
  ],
})
