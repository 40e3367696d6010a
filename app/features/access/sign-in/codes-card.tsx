import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Alert } from '#app/ui/alert.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Actions } from '#app/ui/layout.tsx'

/** Recovery codes, this once. */
export function CodesCard({ codes }: { codes: string[] }) {
  const { t } = useTranslation('account')
  const text = `${t('codes.file')}\r\n\r\n${codes.join('\r\n')}\r\n`
  return (
    <>
      <Alert tone="warning" title={t('codes.once.title')} live>
        {t('codes.once.text')}
      </Alert>
      <Card id="codes" title={t('codes.title')}>
        <ul className="mb-4">
          {codes.map((code) => (
            <li key={code}>
              <code data-code>{code}</code>
            </li>
          ))}
        </ul>
        <Actions>
          <a
            className="btn btn-secondary"
            download={t('codes.fileName')}
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          >
            {t('codes.download')}
          </a>
          <LinkButton to={`${href.security}?fait=codes`}>{t('codes.kept')}</LinkButton>
        </Actions>
      </Card>
    </>
  )
}
