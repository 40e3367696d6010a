/** Every letter there is, one line per feature: the one place to add to. */

import { accountStateLetter } from '#app/domain/accounts/account-state.email.tsx'
import { securityLetter } from '#app/domain/accounts/security.email.tsx'
import { askedLetter } from '#app/domain/contacts/asked.email.tsx'
import { copyLetter } from '#app/domain/data-rights/copy.email.tsx'
import { deletedLetter } from '#app/domain/data-rights/deleted.email.tsx'
import { reminderLetters } from '#app/domain/dues/reminders.email.tsx'
import { addressesLetter, changesLetter, proofLetter } from '#app/domain/mail/changes.email.tsx'
import type { Letter } from '#app/domain/mail/letter.ts'
import { taxReceiptLetter, taxReceiptVoidLetter } from '#app/domain/receipts/tax-receipt.email.tsx'
import { linkLetters } from '#app/domain/requests/links.email.tsx'
import { noticeLetters } from '#app/domain/requests/notices.email.tsx'
import { paymentLetters } from '#app/domain/sales/payments.email.tsx'
import { warnedLetter } from '#app/features/staff/moderation/warned.email.tsx'

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
