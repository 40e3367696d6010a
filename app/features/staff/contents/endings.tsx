import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'

type EndingsProps = { of: 'news' | 'pages'; state: 'draft' | 'planned' | 'published' }

/** Back to a draft, or gone for good. */
export function Endings({ of, state }: EndingsProps) {
  const { t } = useTranslation('contents')
  const intent = state === 'draft' ? 'remove' : 'withdraw'
  return (
    <Disclosure summary={t(`editor.${intent}`)}>
      <Form method="post" className="form-stack">
        <p>{t(`${of}.${intent}Text`)}</p>
        <div>
          <Button small look="danger" name="intent" value={intent}>
            {t(`editor.${intent}`)}
          </Button>
        </div>
      </Form>
    </Disclosure>
  )
}
