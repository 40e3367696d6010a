import { useTranslation } from 'react-i18next'
import { Checkbox } from '#app/ui/choice.tsx'
import { Fieldset } from '#app/ui/fieldset.tsx'
import { Select } from '#app/ui/select.tsx'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'
import { type ChosenField, STAFF_CHOICES } from '#app/vocabulary/choices.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { type FieldFault, type InputKind, RECORD_PARTS, type RecordField } from './member-inputs.ts'

export type FormField = {
  field: FieldId
  input: InputKind
  /** As the form shows it. */
  text: string
  /** The lines of records. */
  rows?: Record<string, unknown>[]
  locked?: boolean
  fault?: FieldFault
}

const WIDE: readonly InputKind[] = ['records', 'list', 'links', 'long', 'secret']

/** One field of a person, asked for in its own way; long ones over both columns of the form's grid. */
export function MemberField(props: FormField) {
  // A file is sent from the person's own page; here it can be taken away, where there is one.
  if (props.input === 'file' && !props.text) return null
  return (
    <div className={WIDE.includes(props.input) ? 'sm:col-span-2' : undefined}>
      <Control {...props} />
    </div>
  )
}

function Control({ field, input, text, rows, locked, fault }: FormField) {
  const { t } = useTranslation('admin')
  const common = {
    name: field,
    label: t(`fields.${field}`),
    error: fault ? t(`member.errors.${fault}`) : undefined,
    defaultValue: text,
    readOnly: locked || undefined,
    hint: locked ? t('member.locked') : undefined,
  }
  switch (input) {
    case 'records':
      return <RecordsField field={field as RecordField} rows={rows ?? []} fault={fault} />
    case 'boolean':
      return (
        <Select
          {...common}
          empty={t('member.unset')}
          options={[
            { value: 'yes', label: t('yes') },
            { value: 'no', label: t('no') },
          ]}
        />
      )
    case 'choice':
      return <Choice {...common} field={field} />
    case 'phone':
      return <TextInput {...common} hint={common.hint ?? t('member.phoneHint')} type="tel" />
    case 'postcode':
      return <TextInput {...common} narrow />
    case 'siret':
      return <TextInput {...common} hint={common.hint ?? t('member.siretHint')} inputMode="numeric" />
    case 'list':
      return <Textarea {...common} hint={t('member.listHint')} rows={3} />
    case 'links':
      return <Textarea {...common} hint={t('member.linksHint')} rows={3} />
    case 'long':
      return <Textarea {...common} rows={3} />
    case 'file':
      return <Checkbox name={`remove.${field}`} label={t('member.removeFile', { field: t(`fields.${field}`) })} />
    case 'secret':
      return (
        <TextInput
          {...common}
          hint={`${text ? t('member.secretSet') : t('member.secretNone')} ${t('member.secretHint')}`}
          defaultValue=""
          autoComplete="off"
        />
      )
    case 'date':
      return <TextInput {...common} hint={t('member.dateHint')} />
    case 'year':
      return <TextInput {...common} inputMode="numeric" narrow />
    default:
      return <TextInput {...common} type={input === 'email' ? 'email' : 'text'} />
  }
}

type ChoiceProps = { field: FieldId; name: string; label: string; error?: string; defaultValue: string; hint?: string }

/** An answer on record that is in no list of ours stays one of the choices. */
function Choice({ field, ...common }: ChoiceProps) {
  const { t } = useTranslation('admin')
  const values = STAFF_CHOICES[field as ChosenField]
  const known = common.defaultValue && !values.includes(common.defaultValue) ? [common.defaultValue] : []
  const label = (value: string) => t(`choices.${field}.${value}`, value)
  return (
    <Select
      {...common}
      empty={t('member.unset')}
      options={[...values, ...known].map((value) => ({ value, label: label(value) }))}
    />
  )
}

/** Lines that are there, and an empty one to add to them. */
function RecordsField({
  field,
  rows,
  fault,
}: {
  field: RecordField
  rows: Record<string, unknown>[]
  fault?: FieldFault
}) {
  const { t } = useTranslation('admin')
  const lines = [...rows, {}].map((row, line) => ({ row, line, id: `${field}.${line}` }))
  return (
    <Fieldset id={field} legend={t(`fields.${field}`)} error={fault ? t(`member.errors.${fault}`) : undefined}>
      <input type="hidden" name={`${field}.shown`} value="1" />
      {lines.map(({ row, line, id }) => (
        <fieldset key={id} className="mt-3 grid grid-cols-1 gap-3 border-l-4 border-line pl-3 sm:grid-cols-2">
          <legend className="sr-only">
            {line < rows.length ? t('member.records.line', { line: line + 1 }) : t('member.records.add')}
          </legend>
          {RECORD_PARTS[field].map((part) => (
            <TextInput
              key={part}
              name={`${id}.${part}`}
              label={t(`member.parts.${part}`)}
              defaultValue={String((row as Record<string, unknown>)[part] ?? '')}
            />
          ))}
        </fieldset>
      ))}
    </Fieldset>
  )
}
