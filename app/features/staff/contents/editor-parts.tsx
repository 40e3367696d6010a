import { useTranslation } from 'react-i18next'
import { Card } from '#app/ui/card.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { RichText } from '#app/ui/rich-text.tsx'
import { EDITORIAL_AUDIENCES } from '#app/vocabulary/things.ts'

/** The text as readers will see it, above its form; nothing until it is asked for. */
export function Preview({ html }: { html: string | null | undefined }) {
  const { t } = useTranslation('contents')
  if (html == null) return null
  return (
    <Card id="apercu" title={t('editor.preview')}>
      <RichText html={html} />
    </Card>
  )
}

/** For whom it is. */
export function AudienceChoice({ value, error }: { value: string; error: string | undefined }) {
  const { t } = useTranslation('contents')
  return (
    <RadioGroup
      name="audience"
      legend={t('news.audience')}
      error={error}
      defaultValue={value}
      options={EDITORIAL_AUDIENCES.map((one) => ({ value: one, label: t(`audiences.${one}`) }))}
    />
  )
}
