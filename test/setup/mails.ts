/**
 * Mails in tests: the application's own SDK talks to Resend's double in this process; a test sends what waits and reads
 * it.
 */
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { readLetters } from '#app/announced.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { type Letter, lettersFrom } from '#app/domain/mail/letter.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { type ResendDouble, resendDouble } from '../outside/resend.ts'
import type { AcceptedMail } from '../outside/resend-mails.ts'

export interface Mails extends ResendDouble {
  /** Does what the worker does for an association. @returns every mail accepted so far, oldest first */
  send(slug: string): Promise<AcceptedMail[]>
  /** Path and query of the first link of a mail that begins so: `mails.link(mail, '/activation')`. */
  link(mail: AcceptedMail, beginning: string): string
}

/** Call at the top of a test file, after `useDatabase()`. Nothing is ever sent by itself. */
export function useMails(): Mails {
  const double = resendDouble()
  const server = setupServer(...double.handlers)
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
  beforeEach(() => double.forget())
  afterAll(() => server.close())
  return Object.assign(double, {
    async send(slug: string) {
      const tenant = await tenantOfSlug(slug)
      if (!tenant) throw new Error(`${slug} has not been applied`)
      await sendMailsTask.run({ tenantId: tenant.id }, { attempt: 1, signal: new AbortController().signal })
      return double.mails
    },
    link(mail: AcceptedMail, beginning: string) {
      const paths = mail.links.map((link) => new URL(link)).map(({ pathname, search }) => pathname + search)
      const found = paths.find((path) => path.startsWith(beginning))
      if (!found) throw new Error(`no link to ${beginning} among ${paths.join(' ')}`)
      return found
    },
  })
}

/** Letters of a test file in place of the application's, which come back when it is done. */
export function useLetters(...letters: Letter[]): void {
  beforeAll(() => lettersFrom(async () => letters))
  afterAll(() => lettersFrom(readLetters))
}
