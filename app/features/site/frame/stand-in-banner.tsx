import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'

/** Above every page while the staff look with other eyes: whose, and the way back. */
export function StandInBanner({ as }: { as: { role: string | null; name: string | null } }) {
  const { t } = useTranslation()
  const who = as.name ?? t(`roles.${as.role}`)
  return (
    <div className="no-print" data-stand-in={as.role ?? 'person'}>
      <Alert tone="warning" title={t('standIn.title', { who })}>
        <p>{t('standIn.text')}</p>
        <Form method="post" action={href.seeAsEnd}>
          <Button small look="secondary">
            {t('standIn.back')}
          </Button>
        </Form>
      </Alert>
    </div>
  )
}
