import { useTranslation } from 'react-i18next'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import { valueText } from './run-texts.ts'

/** Values by field in one paragraph: « Promotion : 2010 · Ville : Lyon ». */
export function FieldValues({ values }: { values: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation('imports')
  const said = Object.entries(values)
    .filter(([, value]) => value !== null && value !== '')
    .sort(([a], [b]) => FIELD_IDS.indexOf(a as FieldId) - FIELD_IDS.indexOf(b as FieldId))
  return (
    <p className="wrap-anywhere">
      {said.map(([field, value], i) => (
        <span key={field}>
          {i > 0 && ' · '}
          <span className="text-muted">{t('values.of', { field: t(`fields.${field}`) })}</span> <Value of={value} />
        </span>
      ))}
    </p>
  )
}

/** One value as it is read. */
export function Value({ of }: { of: unknown }) {
  const { t } = useTranslation('imports')
  if (of === null || of === undefined || of === '') return <em className="text-muted">{t('values.none')}</em>
  return typeof of === 'boolean' ? t(`values.${valueText(of)}`) : valueText(of)
}
