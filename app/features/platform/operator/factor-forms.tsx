import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { TextInput } from '#app/ui/text-input.tsx'

type AddFactorProps = { proposed: { path: string; size: number; secret: string; address: string } }

/** The square an app reads, the same as text, and the first code that proves it was read. */
export function AddFactor({ proposed: { path, size, secret, address } }: AddFactorProps) {
  const { t } = useTranslation('operator')
  return (
    <Card id="ajouter" title={t('security.add')}>
      <p className="mb-4">{t('security.scan')}</p>
      <svg viewBox={`0 0 ${size} ${size}`} width="240" height="240" role="img" aria-label={t('security.square')}>
        <path fill="#fff" d={`M0 0h${size}v${size}h-${size}z`} />
        <path fill="#000" d={path} shapeRendering="crispEdges" />
      </svg>
      <p className="my-4">
        <a href={address}>{t('security.here')}</a> {t('security.byHand')} <code data-secret>{secret}</code>
      </p>
      <Form method="post" className="form-stack">
        <TextInput
          name="code"
          label={t('security.first')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
          narrow
          required
        />
        <Actions>
          <Button name="intent" value="add">
            {t('security.confirm')}
          </Button>
        </Actions>
      </Form>
    </Card>
  )
}

/** What may be changed about the factor that is on, with one of its codes. */
export function ChangeFactor({ left }: { left: number }) {
  const { t } = useTranslation('operator')
  return (
    <Card id="changer" title={t('security.on')}>
      <p className="mb-4">{t('security.left', { count: left })}</p>
      <Form method="post" className="form-stack">
        <TextInput name="code" label={t('factor.code')} hint={t('factor.hint')} autoComplete="one-time-code" required />
        <Actions>
          <Button name="intent" value="codes">
            {t('security.renew')}
          </Button>
          <Button look="danger" name="intent" value="remove">
            {t('security.remove')}
          </Button>
        </Actions>
      </Form>
    </Card>
  )
}
