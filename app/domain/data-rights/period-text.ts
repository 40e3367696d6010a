import type { Translate } from '#app/i18n/translator.ts'
import type { Period } from '#app/tenant/retention.ts'

/** « 10 ans », « 18 mois », « 7 jours »; what carries its own end says so. */
export function periodText(t: Translate, { months = 0, days = 0, fromYearEnd }: Period): string {
  const length =
    months > 0 && months % 12 === 0
      ? t('rights:period.years', { count: months / 12 })
      : months > 0
        ? t('rights:period.months', { count: months })
        : days > 0
          ? t('rights:period.days', { count: days })
          : t('rights:period.own')
  return fromYearEnd ? t('rights:period.fromYearEnd', { length }) : length
}
