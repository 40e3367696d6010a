import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Alert } from '../../ui/alert.tsx'

/** Above every page of an account whose role will ask for a second factor: by when, and where to add it. */
export function FactorBanner({ due }: { due: string }) {
  const { t, i18n } = useTranslation()
  const form = new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : 'fr-FR', {
    dateStyle: 'long',
    timeZone: 'Europe/Paris',
  })
  return (
    <div className="no-print" data-factor-due={due}>
      <Alert tone="warning">
        <p>
          {t('factorDue.text', { day: form.format(new Date(due)) })}{' '}
          <Link to="/parametres/securite">{t('factorDue.add')}</Link>
        </p>
      </Alert>
    </div>
  )
}
