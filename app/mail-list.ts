/** Every letter there is, one line per feature: the one place to add to. */
import { linkLetters } from './features/access/links.email.tsx'
import { noticeLetters } from './features/access/notices.email.tsx'
import { securityLetter } from './features/account/security.email.tsx'
import { accountStateLetter } from './features/admin/account-state.email.tsx'
import { taxReceiptLetter, taxReceiptVoidLetter } from './features/books/tax-receipt.email.tsx'
import { askedLetter } from './features/contacts/asked.email.tsx'
import { addressesLetter, changesLetter, proofLetter } from './features/mailing/changes.email.tsx'
import type { Letter } from './features/mailing/letter.ts'
import { reminderLetters } from './features/membership/reminders.email.tsx'
import { paymentLetters } from './features/payments/payments.email.tsx'
import { warnedLetter } from './features/reports/warned.email.tsx'
import { copyLetter } from './features/rights/copy.email.tsx'
import { deletedLetter } from './features/rights/deleted.email.tsx'

export const LETTERS = [
  securityLetter,
  accountStateLetter,
  askedLetter,
  taxReceiptLetter,
  taxReceiptVoidLetter,
  warnedLetter,
  copyLetter,
  deletedLetter,
  ...linkLetters,
  ...noticeLetters,
  changesLetter,
  addressesLetter,
  proofLetter,
  ...paymentLetters,
  ...reminderLetters,
] as unknown as readonly Letter[]
