/** Announces the letter to schools and what the staff decide about them (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

const words = [
  ...(['school.approved', 'school.refused', 'school.taken-down', 'school.shown-again'] as const),
  ...(['school.claim-accepted', 'school.claim-refused', 'school.made', 'school.changed', 'school.removed'] as const),
] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const schoolsSubject = announce({
  audit: words,
  async letters() {
    const { schoolLetter } = await import('./school.email.tsx')
    const { threadLetters } = await import('./thread.email.tsx')
    return [schoolLetter, ...threadLetters]
  },
})
