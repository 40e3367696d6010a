import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { FileInput, TextInput } from '#app/ui/text-input.tsx'
import type { NewsPicture } from './news.server.ts'

type PictureCardProps = { picture: NewsPicture | null; error: string | undefined }

/** The picture of what the association publishes, and what it says to who does not see it. */
export function PictureCard({ picture, error }: PictureCardProps) {
  const { t } = useTranslation('contents')
  return (
    <Card id="image" title={t('picture.title')}>
      {picture && (
        <img
          className="news-picture mb-4"
          src={picture.src}
          alt={picture.alt}
          width={picture.width}
          height={picture.height}
        />
      )}
      <Form method="post" encType="multipart/form-data" className="form-stack" noValidate>
        <FileInput
          name="picture"
          label={t(picture ? 'picture.other' : 'picture.file')}
          hint={t('picture.hint')}
          accept="image/gif,image/png,image/jpeg"
          optional={picture ? t('editor.optional') : undefined}
          error={error && error !== 'alt' ? t(`picture.errors.${error}`) : undefined}
        />
        <TextInput
          name="alt"
          label={t('picture.alt')}
          hint={t('picture.altHint')}
          error={error === 'alt' ? t('picture.errors.alt') : undefined}
          defaultValue={picture?.alt}
        />
        <div className="actions">
          <Button look="secondary">{t('picture.save')}</Button>
          {picture && (
            <Button look="quiet" name="intent" value="remove-picture">
              {t('picture.remove')}
            </Button>
          )}
        </div>
      </Form>
    </Card>
  )
}
