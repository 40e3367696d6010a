import Download from 'lucide-react/icons/download'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { ReasonFields } from '#app/domain/audit/reason-fields.tsx'
import { MEMBER_STATES } from '#app/domain/search/members-address.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { CheckboxGroup, RadioGroup } from '#app/ui/choice.tsx'
import { ErrorSummary, fieldErrors } from '#app/ui/error-summary.tsx'
import { Fieldset } from '#app/ui/fieldset.tsx'
import { Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import { COLUMN_SETS, EXTRACTION_FORMATS, type ExtractionErrors, type TypedExtraction } from './export-choices.ts'

type Typed = Partial<TypedExtraction>
type Lists = {
  statuses: readonly string[]
  roles: readonly string[]
  lists: readonly { id: string; name: string }[]
}

type ExtractionFormProps = Lists & {
  /** Columns one may choose. */
  fields: readonly string[]
  errors: ExtractionErrors
  typed: Typed
}

/** A plain form whose answer is a file: the page stays, and looks again (`ui/browser/look-again.ts`). */
export function ExtractionForm({ errors, typed, fields, ...lists }: ExtractionFormProps) {
  const { t } = useTranslation('admin')
  const said = (name: keyof ExtractionErrors) => (errors[name] ? [t(errors[name])] : undefined)
  return (
    <Card id="extraire" title={t('exports.form')}>
      <form method="post" action={href.extraction} className="form-stack" data-file>
        <ErrorSummary
          title={t('errorTitle')}
          errors={fieldErrors({ columns: said('columns'), format: said('format'), why: said('why') })}
        />
        <Filters {...lists} filters={typed.filters ?? {}} />
        <RadioGroup
          name="set"
          legend={t('exports.columns')}
          defaultValue={typed.set || COLUMN_SETS[0]}
          options={COLUMN_SETS.map((set) => ({
            value: set,
            label: t(`exports.sets.${set}.label`),
            hint: t(`exports.sets.${set}.hint`),
            ...(set === 'own'
              ? { inside: <OwnColumns fields={fields} ticked={typed.columns ?? []} error={said('columns')} /> }
              : {}),
          }))}
        />
        <RadioGroup
          name="format"
          legend={t('exports.format')}
          error={said('format')}
          defaultValue={typed.format || EXTRACTION_FORMATS[0]}
          options={EXTRACTION_FORMATS.map((format) => ({
            value: format,
            label: t(`exports.formats.${format.replace('.', '-')}.label`),
            hint: t(`exports.formats.${format.replace('.', '-')}.hint`),
          }))}
        />
        <ReasonFields list="people" typed={typed} error={said('why')} />
        <div>
          <Button icon={Download}>{t('exports.submit')}</Button>
        </div>
      </form>
    </Card>
  )
}

/** The filters of the members' list; left empty, everybody is taken. */
function Filters({ statuses, roles, lists, filters }: Lists & { filters: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation('admin')
  const stands = (name: string) => String(filters[name] ?? '')
  const choice = (name: string, label: string, options: readonly (readonly [string, string])[]) => (
    <Select
      name={name}
      label={label}
      empty={t('members.any')}
      defaultValue={stands(name)}
      options={options.map(([value, words]) => ({ value, label: words }))}
    />
  )
  return (
    <Fieldset id="qui" legend={t('exports.whom')} hint={t('exports.whomHint')}>
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <TextInput name="q" label={t('exports.named')} defaultValue={stands('q')} />
        <TextInput name="promo" label={t('fields.promotion')} inputMode="numeric" defaultValue={stands('promo')} />
        {choice(
          'role',
          t('members.role'),
          roles.map((role) => [role, t(`roles.${role}`)]),
        )}
        {choice(
          'etat',
          t('members.state'),
          MEMBER_STATES.map((state) => [state, t(`members.states.${state}`)]),
        )}
        {statuses.length > 0 &&
          choice(
            'situation',
            t('fields.status'),
            statuses.map((status) => [status, status]),
          )}
        <TextInput name="entreprise" label={t('fields.company')} defaultValue={stands('entreprise')} />
        {lists.length > 0 &&
          choice(
            'liste',
            t('exports.list'),
            lists.map(({ id, name }) => [id, name]),
          )}
      </div>
    </Fieldset>
  )
}

type OwnColumnsProps = { fields: readonly string[]; ticked: readonly string[]; error: string[] | undefined }

function OwnColumns({ fields, ticked, error }: OwnColumnsProps) {
  const { t } = useTranslation('admin')
  return (
    <div className="sm:columns-2 lg:columns-3">
      <CheckboxGroup
        name="columns"
        legend={t('exports.sets.own.which')}
        error={error}
        defaultValues={ticked}
        options={fields.map((field) => ({ value: field, label: t(`fields.${field}`) }))}
      />
    </div>
  )
}
