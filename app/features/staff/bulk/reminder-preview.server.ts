/** The letter as the first of the people will read it, in the language of the page that asks. */
import { lastDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { longDay } from '#app/i18n/format.ts'
import type { Chosen } from './bulk-kinds.ts'

/** @param first somebody whom the letter goes to @returns subject and paragraphs */
export function reminderPreview({ t, tenant, language }: Ctx, first: Chosen): { subject: string; text: string[] } {
  const { name, endsAt } = first.fact as { name: string; endsAt: string }
  const day = longDay(lastDay(endsAt), language)
  return {
    subject: t('membership-letters:after.subject', { association: tenant.config.shortName }),
    text: [
      t('membership-letters:hello', { name }),
      t('membership-letters:after.text', { day }),
      t('membership-letters:button'),
    ],
  }
}
