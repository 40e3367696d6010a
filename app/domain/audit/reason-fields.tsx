/** Asks why a file leaves the base: a list, and a line for what it does not have. */
import { useTranslation } from 'react-i18next'
import { Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import { LONGEST_REASON, REASONS, type ReasonList, type TypedReason } from './reasons.ts'

type ReasonFieldsProps = {
  list: ReasonList
  typed: Partial<TypedReason> | undefined
  error: string[] | undefined
}

/**
 * The list goes by what the file holds; `typed` is what came back with the error. Words of one's own are enough without
 * one of the list, so the browser asks for neither: the answer does.
 */
export function ReasonFields({ list, typed, error }: ReasonFieldsProps) {
  const { t } = useTranslation('books')
  return (
    <>
      <Select
        name="why"
        label={t('reasons.label')}
        hint={t('reasons.hint')}
        error={error}
        empty={t('reasons.choose')}
        defaultValue={typed?.why ?? ''}
        options={REASONS[list].map((why) => ({ value: why, label: t(`reasons.${list}.${why}`) }))}
      />
      <TextInput
        name="reason"
        label={t('reasons.more')}
        hint={t('reasons.moreHint')}
        defaultValue={typed?.reason ?? ''}
        maxLength={LONGEST_REASON}
      />
    </>
  )
}
