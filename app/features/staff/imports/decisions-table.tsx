import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { ShownDecision, Tab } from './decisions.server.ts'
import { FieldValues, Value } from './field-values.tsx'
import type { Change } from './import-plan.ts'
import { checkAddress } from './run-address.ts'
import type { RunFacts } from './run-page.server.ts'
import { issueText, reasonText } from './run-texts.ts'

type DecisionsTableProps = {
  run: RunFacts
  tab: Tab
  rows: readonly ShownDecision[]
  page: number
  size: number
  more: boolean
}

/** One list of the check, fifty lines to a page. */
export function DecisionsTable({ run, tab, rows, page, size, more }: DecisionsTableProps) {
  const { t } = useTranslation('imports')
  if (rows.length === 0) return <EmptyState title={t('check.none')} />
  const first = (page - 1) * size + 1
  const summary = t('check.range', { from: first, to: first + rows.length - 1 })
  const to = (number: number) => checkAddress(run.id, tab, number)
  return (
    <>
      <p className="reading">{t(`tabLeads.${tab}`)}</p>
      <Table
        id="lignes"
        caption={t('check.caption', { list: t(`tabs.${tab}`), range: summary })}
        head={
          <>
            <ColumnHead>{t('check.person')}</ColumnHead>
            {tab !== 'absent' && <ColumnHead>{t(`check.what.${tab}`)}</ColumnHead>}
          </>
        }
      >
        {rows.map((row) => (
          <tr key={row.line} data-line={row.line}>
            <RowHead>
              <Person row={row} />
              {row.line > 0 && <p className="count font-normal">{t('columns.line', { line: row.line })}</p>}
            </RowHead>
            {tab !== 'absent' && (
              <Cell className="wrap-anywhere">
                <What tab={tab} row={row} />
              </Cell>
            )}
          </tr>
        ))}
      </Table>
      {(page > 1 || more) && (
        <Pagination
          label={t('check.pages')}
          summary={summary}
          previous={page > 1 ? { to: to(page - 1), text: t('check.previous') } : null}
          next={more ? { to: to(page + 1), text: t('check.next') } : null}
        />
      )}
    </>
  )
}

function Person({ row: { handle, label, kind } }: { row: ShownDecision }) {
  const { t } = useTranslation('imports')
  const name = kind === 'erased' ? t('check.erasedPerson') : label || t('doubts.nameless')
  return handle ? <Anchor to={href.member(handle)}>{name}</Anchor> : name
}

function What({ tab, row }: { tab: Tab; row: ShownDecision }) {
  const { t } = useTranslation('imports')
  if (tab === 'created') return <NewValues values={row.values ?? {}} />
  if (tab === 'erased') return t('check.erasedWhy')
  if (tab === 'refused' || tab === 'doubtful') return reasonText(t, { kind: tab, reason: row.reason ?? '' })
  if (tab === 'issues')
    return row.issues.map((issue) => <p key={`${issue.field}:${issue.code}`}>{issueText(t, issue)}</p>)
  return (
    <>
      {(tab === 'conflicts' ? row.conflicts : row.changes).map((change) => (
        <ChangeLine key={`${change.diploma}:${change.field}`} change={change} kept={tab === 'conflicts'} />
      ))}
      {tab === 'updated' && row.added && (
        <div>
          <p>{t('check.added')}</p>
          <FieldValues values={row.added} />
        </div>
      )}
    </>
  )
}

/** What tells people of one name apart, then all the rest for whoever asks. */
const TELLING = ['promotion', 'diploma', 'programme', 'primaryEmail', 'homeCity']

function NewValues({ values }: { values: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation('imports')
  const telling = Object.fromEntries(TELLING.flatMap((field) => (field in values ? [[field, values[field]]] : [])))
  return (
    <>
      <FieldValues values={telling} />
      <Disclosure summary={t('check.all', { count: Object.keys(values).length })}>
        <FieldValues values={values} />
      </Disclosure>
    </>
  )
}

/** « Ville : Lyon → Paris »; where the person's own value wins: « gardé : Lyon (fichier : Paris) ». */
function ChangeLine({ change: { field, from, to }, kept }: { change: Change; kept: boolean }) {
  const { t } = useTranslation('imports')
  const name = <span className="text-muted">{t('values.of', { field: t(`fields.${field}`) })}</span>
  if (kept)
    return (
      <p>
        {name}{' '}
        <strong>
          <Value of={from} />
        </strong>{' '}
        {t('check.kept')}{' '}
        <s>
          <Value of={to} />
        </s>
      </p>
    )
  return (
    <p>
      {name} <Value of={from} /> <span aria-hidden="true">→</span>
      <span className="sr-only"> {t('check.becomes')} </span>{' '}
      <strong>
        <Value of={to} />
      </strong>
    </p>
  )
}
