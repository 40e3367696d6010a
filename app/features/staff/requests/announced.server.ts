/** Announces the queue and invitations (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

const words = ['request.approved', 'request.refused'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const requestsFeature = announce({
  audit: words,
  menu: [
    { group: 'people', id: 'queue', to: href.requestQueue, icon: 'user-check', at: 15, needs: ['requests'] },
    {
      ...{ group: 'people', id: 'invitations', to: href.invitations, icon: 'mail-plus', at: 20, needs: ['accounts'] },
      kinds: ['association', 'network'],
    },
  ],
})
