/**
 * What a mail says: one letter per kind, `features/<feature>/<thing>.email.tsx`; `app/announced.ts` sums them up.
 */
import type { ReactNode } from 'react'
import type { Unit } from '#app/context/unit.ts'
import type { Language } from '#app/i18n/language.ts'
import type { Translate } from '#app/i18n/translator.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'

export interface LetterContext {
  /** Speaks as the association does: « tu » where it says so (`i18n/address.ts`). */
  t: Translate
  language: Language
  config: TenantConfig
  /** A path of ours → an absolute address on the association's canonical host, never one that a request named. */
  link(path: string): string
}

export interface Letter<Data = Record<string, unknown>> {
  /** Kept in the outbox: `account.recovery`. */
  kind: string
  /**
   * News of the person, not of one address: where that address is in error, it goes to another proven one of theirs
   * (I4).
   */
  follows?: boolean
  /** Somebody waits for it before a page: it leaves before the others. */
  urgent?: boolean
  /**
   * Reads again what the letter says, and who still wants it, when mails leave.
   * @returns by the mail's id what is written then; a mail without is not sent
   */
  atSending?(
    unit: Unit,
    mails: readonly { id: string; personId: string | null; data: Data }[],
  ): Promise<Map<string, Data>>
  /** Where answers go: an address in the data; the association's own unless said. */
  replyTo?(data: Data): string
  subject(data: Data, ctx: LetterContext): string
  /** Between the association's head and foot; components of `app/ui/mail`. */
  body(data: Data, ctx: LetterContext): ReactNode
}

/** Declares a letter; its type checks the data that its feature puts into the outbox. */
export function defineLetter<Data>(letter: Letter<Data>): Letter<Data> {
  return letter
}

type Load = () => Promise<readonly Letter[]>

let load: Load = async () => []

/**
 * Says where the letters are; `app/announced.ts` does, since features do not know the list of them all. Loaded when the
 * first mail is written: the parts mails are made of weigh more than a web process should carry.
 */
export function lettersFrom(from: Load): void {
  load = from
}

/** @returns the letter of that kind; undefined where this process is older than the mail. */
export async function letterOf(kind: string): Promise<Letter | undefined> {
  return (await load()).find((letter) => letter.kind === kind)
}

/** @returns kinds of letters that leave before the others. */
export async function urgentKinds(): Promise<string[]> {
  return (await load()).filter(({ urgent }) => urgent).map(({ kind }) => kind)
}
