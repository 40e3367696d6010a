/** Announces bank statements and movements at Stripe (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

const words = ['books.bank-file', 'books.bank-line', 'books.movement'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const bankFeature = announce({
  audit: words,
  menu: [
    {
      ...{ group: 'money', id: 'bank', to: href.bank, icon: 'landmark', at: 20, needs: ['keep-books'] },
      also: [href.stripeMovements],
    },
  ],
})
