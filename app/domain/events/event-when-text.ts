/** When an event is, in mails. */
import type { LetterContext } from '#app/domain/mail/letter.ts'
import { localDay, localTime } from './event-times.ts'

/** @returns « jeudi 10 juin 2027, 19 h (heure de Paris) » */
export const whenText = (
  { startsLocal, zone }: { startsLocal: string; zone: string },
  { t, language }: Pick<LetterContext, 't' | 'language'>,
): string => `${localDay(startsLocal, language)}, ${localTime(startsLocal)} (${t(`agenda:zones.${zone}`)})`
