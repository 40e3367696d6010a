/** Announces the letter about a request (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

export const contactsSubject = announce({
  async letters() {
    const { askedLetter } = await import('./asked.email.tsx')
    return [askedLetter]
  },
})
