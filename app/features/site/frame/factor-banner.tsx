import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { longDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'

/** Above every page of an account whose role will ask for a second factor: by when, and where to add it. */
export function FactorBanner({ due }: { due: string }) {
  const { t, i18n } = useTranslation()
  return (
    <div className="no-print" data-factor-due={due}>
      <Alert tone="warning">
        <p>
          {t('factorDue.text', { day: longDay(due, i18n.language) })}{' '}
          <Anchor to={href.security}>{t('factorDue.add')}</Anchor>
        </p>
      </Alert>
    </div>
  )
}
