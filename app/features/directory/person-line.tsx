/** One person in a list: few elements, since a page has twenty. */
import UserPlus from 'lucide-react/icons/user-plus'
import { useTranslation } from 'react-i18next'
import type { FieldId } from '../../policy/vocabulary.ts'
import { Anchor } from '../../ui/anchor.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Icon } from '../../ui/icon.tsx'
import { type Line, noteFields, textOf, titleFields, titleOf } from './row.ts'

/** A line breaks after the dot and never before it. */
const BETWEEN = '\u00a0· '

/** By itself, since asking for words costs more than a line's other values together. */
function Cohort({ year }: { year: unknown }) {
  const { t } = useTranslation()
  return (
    <span data-field="promotion" data-value={String(year)}>
      {t('cohort', { year })}
    </span>
  )
}

/** A value with its field's id; a year reads « Promo 1998 ». */
export function Value({ field, value }: { field: FieldId; value: unknown }) {
  if (field === 'promotion') return <Cohort year={value} />
  if (typeof value === 'string') return <span data-field={field}>{value}</span>
  return (
    <span data-field={field} data-value={JSON.stringify(value)}>
      {textOf(value)}
    </span>
  )
}

/** The title's parts, each with its field's id. */
export function Title({ line }: { line: Line }) {
  return titleFields(line).map((field, i) => (
    <span key={field} data-field={field}>
      {i > 0 ? ` ${line.fields[field]}` : String(line.fields[field])}
    </span>
  ))
}

/** From a result to a contact (I6). By itself, as the year above. */
function AskLink({ line }: { line: Line }) {
  const { t } = useTranslation('directory')
  return (
    <a href={`${line.address}/contact`} data-nav="" aria-label={t('askContact', { name: titleOf(line) })}>
      <Icon of={UserPlus} />
    </a>
  )
}

type PersonLineProps = { line: Line; rowFields: readonly FieldId[]; asks?: boolean }

export function PersonLine({ line, rowFields, asks }: PersonLineProps) {
  const photo = line.fields.photo ? `${line.address}/photo` : undefined
  return (
    <li data-person={line.handle}>
      <Avatar name={titleOf(line)} photo={photo} lazy {...(photo ? { field: 'photo' } : {})} />
      <div className="row-main">
        <Anchor to={line.address} className="row-link">
          <Title line={line} />
        </Anchor>
        <div className="row-note">
          {noteFields(line, rowFields).map((field, i) => (
            <span key={field}>
              {i > 0 && BETWEEN}
              <Value field={field} value={line.fields[field]} />
            </span>
          ))}
        </div>
      </div>
      {(asks || line.fields.homeCity !== undefined) && (
        <div className="row-end">
          {line.fields.homeCity !== undefined && <Value field="homeCity" value={line.fields.homeCity} />}
          {asks && <AskLink line={line} />}
        </div>
      )}
    </li>
  )
}
