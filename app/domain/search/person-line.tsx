/** One person in a list: few elements, since a page has twenty. */

import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Line, noteFields, textOf, titleFields, titleOf } from '#app/domain/search/row.ts'
import { longDay } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Avatar } from '#app/ui/avatar.tsx'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { bondAt } from './bond-at.ts'

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

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** A day as its reader writes it; in a line, where no heading says which, with its field's name. */
function Day({ field, value, named }: { field: FieldId; value: string; named: boolean }) {
  const { t, i18n } = useTranslation()
  const day = longDay(value, i18n.language)
  return (
    <span data-field={field} data-value={JSON.stringify(value)}>
      {named ? `${t(`fields.${field}`)} ${day}` : day}
    </span>
  )
}

/** A value with its field's id; where no heading names it (`named`), a year reads « Promo 1998 ». */
export function Value({ field, value, named = false }: { field: FieldId; value: unknown; named?: boolean }) {
  if (field === 'promotion' && named) return <Cohort year={value} />
  if (typeof value === 'string' && DAY.test(value)) return <Day field={field} value={value} named={named} />
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

/**
 * From a result to a contact (I6); its icon is the style sheet's, since a page has twenty. By itself, as the year is;
 * its one word is looked up once for the page.
 */
function AskLink({ line, word }: { line: Line; word: string }) {
  const { t } = useTranslation('directory')
  return (
    <a
      className="row-act row-act-ask"
      href={bondAt(line.address)}
      aria-label={t('askContact', { name: titleOf(line) })}
    >
      <span>{word}</span>
    </a>
  )
}

/** From a result to a message (I6). */
function WriteLink({ line, word }: { line: Line; word: string }) {
  const { t } = useTranslation('directory')
  return (
    <a
      className="row-act row-act-write"
      href={`${line.address}/ecrire`}
      aria-label={t('writeTo', { name: titleOf(line) })}
    >
      <span>{word}</span>
    </a>
  )
}

type PersonLineProps = {
  line: Line
  rowFields: readonly FieldId[]
  /** « Ajouter », where the person can be asked to become a contact. */
  asks?: string | undefined
  /** « Écrire », where the person can be written to. */
  writes?: string | undefined
  /** What the person has in common with the viewer, in words. */
  points?: string | undefined
  /** What can be done for this person, at the end of the line. */
  action?: ReactNode
}

/** A person as one line of a list, by the fields that their line reveals. */
export function PersonLine({ line, rowFields, asks, writes, points, action }: PersonLineProps) {
  const photo = line.fields.photo ? `${line.address}/photo` : undefined
  return (
    <li data-person={line.handle}>
      <Avatar name={titleOf(line)} photo={photo} lazy {...(photo ? { field: 'photo' } : {})} />
      <div className="row-main">
        <Anchor to={line.to ?? line.address} className="row-link">
          <Title line={line} />
        </Anchor>
        <div className="row-note">
          {noteFields(line, rowFields).map((field, i) => (
            <Fragment key={field}>
              {i > 0 && BETWEEN}
              <Value field={field} value={line.fields[field]} named />
            </Fragment>
          ))}
        </div>
        {points && <div className="row-points">{points}</div>}
      </div>
      {line.fields.homeCity !== undefined && (
        <div className="row-end">
          <Value field="homeCity" value={line.fields.homeCity} />
        </div>
      )}
      {writes && <WriteLink line={line} word={writes} />}
      {asks && <AskLink line={line} word={asks} />}
      {action}
    </li>
  )
}
