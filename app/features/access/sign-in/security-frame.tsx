import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { TextInput } from '#app/ui/text-input.tsx'

type SecurityFrameProps = {
  title: string
  lead?: ReactNode
  /** A key of `account:confirm` or of another list of faults, in words already. */
  fault?: string | undefined
  children: ReactNode
}

/** Around a page on one key of the account, with the way back to all of them. */
export function SecurityFrame({ title, lead, fault, children }: SecurityFrameProps) {
  const { t } = useTranslation('account')
  return (
    <Narrow>
      <PageHeading
        title={title}
        lead={lead}
        above={
          <Breadcrumbs
            label={t('security.path')}
            items={[{ to: href.security, text: t('security.title') }, { text: title }]}
          />
        }
      />
      {fault && (
        <Alert tone="error" live>
          {fault}
        </Alert>
      )}
      {children}
    </Narrow>
  )
}

/** The current password, asked before what an account hangs on changes (E5). */
export function CurrentPassword({ fault, id = 'currentPassword' }: { fault?: string | undefined; id?: string }) {
  const { t } = useTranslation('account')
  const wrong = fault === 'passwordNeeded' || fault === 'wrongPassword'
  return (
    <TextInput
      id={id}
      name="currentPassword"
      type="password"
      label={t('confirm.label')}
      error={wrong ? t(`confirm.${fault}`) : undefined}
      autoComplete="current-password"
      required
    />
  )
}
