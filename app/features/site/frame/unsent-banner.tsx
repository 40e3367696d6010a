import { useTranslation } from 'react-i18next'
import type { Unsent } from '#app/context/unsent.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'

/** Above the page whose form was sent by a session that was over: what was typed, to be sent again. */
export function UnsentBanner({ unsent }: { unsent: Unsent }) {
  const { t } = useTranslation()
  return (
    <div className="no-print" data-unsent="">
      <Alert tone="warning" title={t('unsent.title')} live>
        <p>
          {t('unsent.text')} {unsent.lacks && t('unsent.lacks')}
        </p>
        <Form method="post" action={unsent.path}>
          {unsent.fields.map(([name, value], i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a form may send one name several times
            <input key={i} type="hidden" name={name} value={value} />
          ))}
          <Button small look="secondary">
            {t('unsent.send')}
          </Button>
        </Form>
      </Alert>
    </div>
  )
}
