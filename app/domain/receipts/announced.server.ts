/** Announces tax receipts (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { issueReceiptsTask } from './tax-receipts.task.ts'

const words = ['books.tax-receipts', 'books.tax-receipt-voided'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const receiptsSubject = announce({
  tasks: [issueReceiptsTask],
  async letters() {
    const { taxReceiptLetter, taxReceiptVoidLetter } = await import('./tax-receipt.email.tsx')
    return [taxReceiptLetter, taxReceiptVoidLetter]
  },
  audit: words,
})
