/** Announces the treasurer’s desk (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'
import { may } from '#app/policy/ability.ts'
import { watchesFederation } from '#app/policy/home.rules.ts'

const words = ['books.closed', 'books.setting', 'books.shares'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const treasuryFeature = announce({
  audit: words,
  places: [
    {
      id: 'shares',
      to: href.apportionments,
      at: 40,
      opens: ({ tenant, ability }) => watchesFederation(tenant.config, ability) && may(ability, 'keep-books'),
    },
  ],
  menu: [
    {
      ...{ group: 'money', id: 'overview', to: href.treasury, icon: 'wallet', at: 10, needs: ['keep-books'] },
      also: [href.treasuryLists, href.recordCheques, href.recordSale],
    },
    { group: 'money', id: 'closing', to: href.booksClosing, icon: 'lock', at: 30, needs: ['keep-books'] },
    { group: 'money', id: 'settings', to: href.treasurySettings, icon: 'settings', at: 40, needs: ['keep-books'] },
  ],
})
