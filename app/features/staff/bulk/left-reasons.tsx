import { useTranslation } from 'react-i18next'
import { countText } from '#app/i18n/format.ts'

/** How many are left as they are, and why. */
export function LeftReasons({ reasons }: { reasons: readonly (readonly [string, number])[] }) {
  const { t, i18n } = useTranslation('bulk')
  if (reasons.length === 0) return null
  return (
    <>
      <p>{t('left')}</p>
      <ul className="list-disc pl-6">
        {reasons.map(([reason, count]) => (
          <li key={reason}>
            {t('leftLine', { shown: countText(count, i18n.language), reason: t(`reasons.${reason}`) })}
          </li>
        ))}
      </ul>
    </>
  )
}
