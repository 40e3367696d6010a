/** Announces roles, accounts, and letters about both (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

const words = ['role.given', 'role.ended', 'account.created', 'account.disabled', 'account.enabled'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const accountsSubject = announce({
  async letters() {
    const { securityLetter } = await import('./security.email.tsx')
    const { accountStateLetter } = await import('./account-state.email.tsx')
    return [securityLetter, accountStateLetter]
  },
  audit: words,
})
