/** What a mail says: one letter per kind, `features/<feature>/<thing>.email.tsx`; `app/mail-list.ts` names every one. */
import type { ReactNode } from 'react'
import type { Language } from '../../i18n/language.ts'
import type { Translate } from '../../i18n/translator.ts'
import type { TenantConfig } from '../../tenant/schema.ts'

export interface LetterContext {
  t: Translate
  language: Language
  config: TenantConfig
  /** A path of ours → an absolute address on the association's canonical host, never one that a request named. */
  link(path: string): string
}

export interface Letter<Data = Record<string, unknown>> {
  /** Kept in the outbox: `account.recovery`. */
  kind: string
  subject(data: Data, ctx: LetterContext): string
  /** Between the association's head and foot; components of `app/ui/mail`. */
  body(data: Data, ctx: LetterContext): ReactNode
}

/** Declares a letter; its type checks the data that its feature puts into the outbox. */
export function defineLetter<Data>(letter: Letter<Data>): Letter<Data> {
  return letter
}
