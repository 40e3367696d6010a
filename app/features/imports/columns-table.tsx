import { useTranslation } from 'react-i18next'
import { FIELD_GROUPS, type FieldGroup, fieldKind, isOneOf, SECRET_FIELDS } from '../../policy/vocabulary.ts'
import { FieldNotes } from '../../ui/field.tsx'
import { Options } from '../../ui/select.tsx'
import { Cell, ColumnHead, RowHead, Table } from '../../ui/table.tsx'
import type { ShownColumn } from './choose-columns.server.ts'

/** Kinds of fields that no cell of a table can hold. */
const NO_CELLS: readonly string[] = ['file', 'records', 'links']

const cellFields = (group: FieldGroup) =>
  FIELD_GROUPS[group].filter((field) => !isOneOf(SECRET_FIELDS, field) && !NO_CELLS.includes(fieldKind(field)))

const certainty = (confidence: number) => {
  if (confidence >= 0.9) return 'sure'
  if (confidence >= 0.6) return 'likely'
  return confidence > 0 ? 'guess' : 'none'
}

type ColumnsTableProps = { columns: readonly ShownColumn[]; faults: Record<string, string> }

/** Each column of the file with examples: « import it? » apart from « into which field ». */
export function ColumnsTable({ columns, faults }: ColumnsTableProps) {
  const { t } = useTranslation('imports')
  const options = [
    { label: t('fieldGroups.identity'), options: [{ value: 'fullName', label: t('columns.fullName') }] },
    ...(Object.keys(FIELD_GROUPS) as FieldGroup[]).map((group) => ({
      label: t(`fieldGroups.${group}`),
      options: cellFields(group).map((field) => ({ value: field, label: t(`fields.${field}`) })),
    })),
  ]
  return (
    <Table
      id="colonnes"
      caption={t('columns.caption', { count: columns.length })}
      head={
        <>
          <ColumnHead>{t('columns.heading')}</ColumnHead>
          <ColumnHead>{t('columns.import')}</ColumnHead>
          <ColumnHead>{t('columns.field')}</ColumnHead>
          <ColumnHead>{t('columns.examples')}</ColumnHead>
        </>
      }
    >
      {columns.map((choice) => (
        <ColumnRow key={choice.column} choice={choice} options={options} fault={faults[choice.column]} />
      ))}
    </Table>
  )
}

type ColumnRowProps = { choice: ShownColumn; options: Parameters<typeof Options>[0]['options']; fault?: string }

function ColumnRow({ choice, options, fault }: ColumnRowProps) {
  const { t } = useTranslation('imports')
  const heading = choice.heading || t('columns.unnamed', { number: choice.column + 1 })
  const id = `field.${choice.column}`
  const error = fault && t(`columns.faults.${fault}`, { heading })
  return (
    <tr data-column={choice.column}>
      <RowHead>{heading}</RowHead>
      <Cell>
        <label className="tick-cell">
          <span className="sr-only">{t('columns.importOf', { heading })}</span>
          <input type="checkbox" name={`import.${choice.column}`} defaultChecked={choice.import} />
        </label>
      </Cell>
      <Cell>
        <FieldNotes id={id} error={error} />
        <select
          id={id}
          name={id}
          className="control table-control"
          aria-label={t('columns.fieldOf', { heading })}
          aria-invalid={error ? true : undefined}
          aria-describedby={`${error ? `${id}-error ` : ''}${id}-certainty`}
          defaultValue={choice.field ?? ''}
        >
          <Options options={options} empty={t('columns.noField')} />
        </select>
        <p id={`${id}-certainty`} className="count">
          {t(`columns.certainty.${certainty(choice.confidence)}`)}
        </p>
      </Cell>
      <Cell className="break-words">
        {choice.examples.length > 0 ? (
          choice.examples.join(' · ')
        ) : (
          <em className="text-muted">{t('columns.empty')}</em>
        )}
      </Cell>
    </tr>
  )
}
