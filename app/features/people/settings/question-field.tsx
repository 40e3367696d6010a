import { useTranslation } from 'react-i18next'
import { CheckboxGroup, RadioGroup } from '#app/ui/choice.tsx'
import { Select } from '#app/ui/select.tsx'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'
import type { Question } from './questions.ts'

type Answer = { name: string; error: string | undefined; defaultValue: string }

/** One question about oneself, with the control that suits its answer. */
export function QuestionField({ question, answer }: { question: Question; answer: Answer }) {
  const { t } = useTranslation('profile')
  const { field, control, required, autoComplete, options = [] } = question
  const label = t(`fields.${field}`)
  const hint = t([`hints.${field}`, `hints.${control}`], '') || undefined
  const shared = { ...answer, label, hint, optional: required ? undefined : t('optional'), autoComplete }
  const words = (value: string) => t(`choices.${field}.${value}`, value)
  if (control === 'lines' || control === 'words') return <Textarea {...shared} rows={control === 'words' ? 3 : 5} />
  if (control === 'ticks')
    return (
      <CheckboxGroup
        {...{ name: answer.name, error: answer.error, hint, legend: label }}
        defaultValues={answer.defaultValue.split(', ')}
        options={options.map((value) => ({ value, label: t(`helps.${value}`) }))}
      />
    )
  if (control === 'choice' && options.length > 4)
    return (
      <Select {...shared} empty={t('noAnswer')} options={options.map((value) => ({ value, label: words(value) }))} />
    )
  if (control === 'choice' || control === 'yesNo')
    return (
      <RadioGroup
        {...{ name: answer.name, error: answer.error, defaultValue: answer.defaultValue, hint }}
        legend={label}
        inline
        options={[
          ...(control === 'yesNo'
            ? [
                { value: 'yes', label: t('yes') },
                { value: 'no', label: t('no') },
              ]
            : options.map((value) => ({ value, label: words(value) }))),
          { value: '', label: t('noAnswer') },
        ]}
      />
    )
  return (
    <TextInput
      {...shared}
      narrow={control === 'date' || field === 'homePostcode'}
      type={control === 'phone' ? 'tel' : 'text'}
      aria-required={required}
    />
  )
}
