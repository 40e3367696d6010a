import { useTranslation } from 'react-i18next'
import { Card } from '#app/ui/card.tsx'
import { Checkbox } from '#app/ui/choice.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Select, type SelectProps } from '#app/ui/select.tsx'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { FIELD_GROUPS, type FieldGroup, fieldKind, SECRET_FIELDS } from '#app/vocabulary/fields.ts'
import type { ShownColumn } from './choose-columns.server.ts'
import { MORE_COLUMNS } from './heading-words.ts'

/** Kinds of fields that no cell of a table can hold. */
const NO_CELLS: readonly string[] = ['file', 'records', 'links']

const cellFields = (group: FieldGroup) =>
  FIELD_GROUPS[group].filter((field) => !isOneOf(SECRET_FIELDS, field) && !NO_CELLS.includes(fieldKind(field)))

const certainty = (confidence: number) => {
  if (confidence >= 0.9) return 'sure'
  if (confidence >= 0.6) return 'likely'
  return confidence > 0 ? 'guess' : 'none'
}

type ColumnChoicesProps = { columns: readonly ShownColumn[]; faults: Record<string, string> }

/** Each column of the file with examples: « import it? » apart from « into which field ». */
export function ColumnChoices({ columns, faults }: ColumnChoicesProps) {
  const { t } = useTranslation('imports')
  const options = [
    { label: t('columns.both'), options: MORE_COLUMNS.map((value) => ({ value, label: t(`columns.${value}`) })) },
    ...(Object.keys(FIELD_GROUPS) as FieldGroup[]).map((group) => ({
      label: t(`fieldGroups.${group}`),
      options: cellFields(group).map((field) => ({ value: field, label: t(`fields.${field}`) })),
    })),
  ]
  const { open, recognised, aside } = groupsOf(columns, faults)
  const list = (some: readonly ShownColumn[]) => (
    <ul className="divide-y divide-line">
      {some.map((choice) => (
        <Column key={choice.column} choice={choice} options={options} fault={faults[choice.column]} />
      ))}
    </ul>
  )
  const names = (some: readonly ShownColumn[]) =>
    some.map(({ heading, column }) => heading || t('columns.unnamed', { number: column + 1 })).join(', ')
  return (
    <Card id="colonnes" title={t('columns.caption', { count: columns.length })}>
      <div className="stack">
        {open.length > 0 ? list(open) : <p>{t('columns.noDoubt')}</p>}
        {recognised.length > 0 && (
          <Disclosure framed summary={t('columns.recognised', { count: recognised.length })}>
            {list(recognised)}
          </Disclosure>
        )}
        {aside.length > 0 && (
          <Disclosure framed summary={t('columns.aside', { count: aside.length, headings: names(aside) })}>
            {list(aside)}
          </Disclosure>
        )}
      </div>
    </Card>
  )
}

/** What needs an eye, what is recognised by its heading, and what is not imported. */
function groupsOf(columns: readonly ShownColumn[], faults: ColumnChoicesProps['faults']) {
  const groups = Map.groupBy(columns, (choice) => {
    if (faults[choice.column]) return 'open'
    if (!choice.import) return 'aside'
    return choice.field && certainty(choice.confidence) === 'sure' ? 'recognised' : 'open'
  })
  const of = (name: 'open' | 'recognised' | 'aside') => groups.get(name) ?? []
  return { open: of('open'), recognised: of('recognised'), aside: of('aside') }
}

type ColumnProps = { choice: ShownColumn; options: SelectProps['options']; fault?: string }

function Column({ choice, options, fault }: ColumnProps) {
  const { t } = useTranslation('imports')
  const heading = choice.heading || t('columns.unnamed', { number: choice.column + 1 })
  const about = <span className="sr-only">{t('columns.of', { heading })}</span>
  return (
    <li
      data-column={choice.column}
      className="grid gap-x-6 gap-y-3 py-5 sm:grid-cols-[minmax(0,1fr)_9rem] xl:grid-cols-[minmax(0,1fr)_8rem_17rem]"
    >
      <div className="min-w-0">
        <h3 className="text-base break-words">{heading}</h3>
        <p className="text-muted wrap-anywhere">
          {choice.examples.length > 0 ? choice.examples.join(' · ') : t('columns.empty')}
        </p>
      </div>
      <Checkbox
        name={`import.${choice.column}`}
        label={
          <>
            {t('columns.import')} {about}
          </>
        }
        defaultChecked={choice.import}
      />
      <div className="sm:col-span-2 xl:col-span-1">
        <Select
          name={`field.${choice.column}`}
          label={
            <>
              {t('columns.field')} {about}
            </>
          }
          hint={t(`columns.certainty.${choice.repeats && !choice.field ? 'others' : certainty(choice.confidence)}`)}
          error={fault && t(`columns.faults.${fault}`, { heading })}
          options={options}
          empty={t('columns.noField')}
          defaultValue={choice.field ?? ''}
        />
      </div>
    </li>
  )
}
