/** Announces the letter about a message of the contact form (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

export const contactFeature = announce({
  letters: async () => [(await import('./contact-message.email.tsx')).contactLetter],
})
