import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { FileInput } from '#app/ui/text-input.tsx'

type LogoCardProps = { school: { name: string; logo: string | null }; error: string | undefined }

/** The logo of a school, and the form that changes it. */
export function LogoCard({ school, error }: LogoCardProps) {
  const { t } = useTranslation('schools')
  return (
    <Card id="logo" title={t('logo.title')}>
      {school.logo && <img className="school-logo mb-4" src={school.logo} alt={t('logo.of', { name: school.name })} />}
      <Form method="post" encType="multipart/form-data" className="form-stack" noValidate>
        <FileInput
          name="picture"
          label={t(school.logo ? 'logo.other' : 'logo.file')}
          hint={t('logo.hint')}
          accept="image/gif,image/png,image/jpeg"
          error={error ? t(`logo.errors.${error}`) : undefined}
        />
        <div className="actions">
          <Button look="secondary">{t('logo.save')}</Button>
          {school.logo && (
            <Button look="quiet" name="intent" value="remove-picture">
              {t('logo.remove')}
            </Button>
          )}
        </div>
      </Form>
    </Card>
  )
}
