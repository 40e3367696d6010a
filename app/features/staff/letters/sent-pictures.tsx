import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import type { readSendingPage } from './sending.server.ts'

type SentPicturesProps = Pick<SerializeFrom<typeof readSendingPage>, 'id' | 'pictures'>

/** Pictures of a letter that left, each of which can still be taken down: of somebody who does not want it any more. */
export function SentPictures({ id, pictures }: SentPicturesProps) {
  const { t } = useTranslation('letters')
  if (pictures.length === 0) return null
  return (
    <Card id="images" title={t('picture.sent')}>
      <p className="text-muted">{t('picture.sentText')}</p>
      <ul className="gallery">
        {pictures.map(({ id: picture, alt, width, height }) => (
          <li key={picture}>
            <figure>
              <img src={href.letterPicture(id, picture)} alt={alt} width={width} height={height} loading="lazy" />
              <figcaption>{alt}</figcaption>
            </figure>
            <Form method="post">
              <input type="hidden" name="picture" value={picture} />
              <Button small look="danger" name="intent" value="picture">
                {t('picture.takeDown')} <span className="sr-only">{alt}</span>
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </Card>
  )
}
