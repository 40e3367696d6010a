/** The form of a mail to a group, or to one's year. Pure. */
import type { MailWords } from '#app/domain/groups/group-mails.server.ts'

/** Characters of a subject. */
export const SUBJECT_LENGTH = 120
const TEXT_LENGTH = 5_000

/** @returns the words as they are kept, and what is wrong with them */
export function mailWordsIn(form: FormData): { typed: MailWords; errors: Partial<Record<keyof MailWords, string>> } {
  const of = (name: keyof MailWords) => String(form.get(name) ?? '').trim()
  const typed = { subject: of('subject').replace(/\s+/g, ' '), text: of('text').replace(/\r\n?/g, '\n') }
  const errors = {
    ...(typed.subject === '' || typed.subject.length > SUBJECT_LENGTH ? { subject: 'subject' } : {}),
    ...(typed.text === '' || typed.text.length > TEXT_LENGTH ? { text: 'text' } : {}),
  }
  return { typed, errors }
}
