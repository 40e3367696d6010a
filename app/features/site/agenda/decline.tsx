import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'

/** Says no to an invitation: no reminder follows. */
export function Decline() {
  const { t } = useTranslation('agenda')
  return (
    <Disclosure summary={t('decline.title')}>
      <Form method="post" className="form-stack" discover="none">
        <p>{t('decline.text')}</p>
        <div>
          <Button small look="secondary" name="intent" value="decline">
            {t('decline.button')}
          </Button>
        </div>
      </Form>
    </Disclosure>
  )
}
