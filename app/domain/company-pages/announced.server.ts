/** Announces the letters about pages of companies (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

export const companyPagesSubject = announce({
  async letters() {
    const { companyPageLetters } = await import('./page.email.tsx')
    return companyPageLetters
  },
})
