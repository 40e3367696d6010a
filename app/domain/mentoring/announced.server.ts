/** Announces the letters about a mentoring (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

export const mentoringSubject = announce({
  async letters() {
    const { mentoringLetters } = await import('./mentoring.email.tsx')
    return mentoringLetters
  },
})
