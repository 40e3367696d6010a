import Download from 'lucide-react/icons/download'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { ErrorSummary, fieldErrors } from '#app/ui/error-summary.tsx'
import { Textarea } from '#app/ui/text-input.tsx'
import { EXTRACTION_FORMATS, type ExtractionErrors, LONGEST_REASON } from './exports.schema.ts'

type ExtractionFormProps = {
  errors: ExtractionErrors
  typed: { reason?: string; format?: string }
  /** The form was sent: its answer is a file, and the page stays. */
  onSent: () => void
}

/** A plain form, sent whole: its answer is a file. */
export function ExtractionForm({ errors, typed, onSent }: ExtractionFormProps) {
  const { t } = useTranslation('admin')
  const said = {
    reason: errors.reason ? [t(errors.reason)] : undefined,
    format: errors.format ? [t(errors.format)] : undefined,
  }
  return (
    <Card id="extraire" title={t('exports.form')}>
      <form method="post" action={href.extraction} className="form-stack" onSubmit={onSent}>
        <ErrorSummary title={t('errorTitle')} errors={fieldErrors(said)} />
        <Textarea
          name="reason"
          label={t('exports.reason')}
          hint={t('exports.reasonHint')}
          error={said.reason}
          defaultValue={typed.reason ?? ''}
          rows={3}
          maxLength={LONGEST_REASON}
          required
        />
        <RadioGroup
          name="format"
          legend={t('exports.format')}
          error={said.format}
          defaultValue={typed.format || EXTRACTION_FORMATS[0]}
          options={EXTRACTION_FORMATS.map((format) => ({
            value: format,
            label: t(`exports.formats.${format.replace('.', '-')}.label`),
            hint: t(`exports.formats.${format.replace('.', '-')}.hint`),
          }))}
        />
        <div>
          <Button icon={Download}>{t('exports.submit')}</Button>
        </div>
      </form>
    </Card>
  )
}
