import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Alert } from '#app/ui/alert.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Actions, Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'

/** What every form of getting in answers: the same words to whoever sent whatever. */
export function Sent({ what, children }: { what: string; children?: ReactNode }) {
  const { t } = useTranslation('access')
  return (
    <Narrow>
      <PageHeading title={t(`sent.${what}.title`)} />
      <Alert tone="success" live>
        <p>{t(`sent.${what}.text`)}</p>
      </Alert>
      <p>{t(`sent.${what}.then`)}</p>
      {children}
      <Actions>
        <LinkButton to="/" look="secondary">
          {t('sent.home')}
        </LinkButton>
      </Actions>
    </Narrow>
  )
}
