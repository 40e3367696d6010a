import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { Textarea } from '#app/ui/text-input.tsx'

/** To refuse takes a reason, which whoever asked is told. */
export function RefuseForm({ id, intent, about }: { id: string; intent: 'refuse' | 'decline'; about: string }) {
  const { t } = useTranslation('access')
  return (
    <Disclosure summary={t('queue.refuse')}>
      <Form method="post" className="form-stack">
        <input type="hidden" name="id" value={id} />
        <Textarea
          id={`motif-${id}`}
          name="reason"
          label={t('queue.reason')}
          hint={t('queue.reasonHint')}
          rows={3}
          maxLength={1000}
          required
        />
        <div>
          <Button look="danger" small name="intent" value={intent}>
            {t('queue.refuse')} <span className="sr-only">{about}</span>
          </Button>
        </div>
      </Form>
    </Disclosure>
  )
}
