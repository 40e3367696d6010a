import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { TextInput } from '#app/ui/text-input.tsx'

/** The private address of one's calendar: made, shown, renewed, taken away. */
export function FeedCard({ address }: { address: string | null }) {
  const { t } = useTranslation('agenda')
  return (
    <Card id="calendrier" title={t('feed.title')}>
      <Form method="post" className="form-stack">
        <p>{t(address ? 'feed.text' : 'feed.none')}</p>
        {address && (
          <>
            <TextInput name="feed" label={t('feed.address')} readOnly defaultValue={address} key={address} />
            <p>
              <a href={address.replace(/^https?:/, 'webcal:')}>{t('feed.open')}</a>
            </p>
          </>
        )}
        <Actions>
          <Button look="secondary" name="intent" value="renew">
            {t(address ? 'feed.renew' : 'feed.make')}
          </Button>
          {address && (
            <Button look="quiet" name="intent" value="end">
              {t('feed.end')}
            </Button>
          )}
        </Actions>
      </Form>
    </Card>
  )
}
