/** The people found: as a list, or as a table for whoever compares. */
import SearchX from 'lucide-react/icons/search-x'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { PersonLine, Title, Value } from '#app/domain/search/person-line.tsx'
import type { Line } from '#app/domain/search/row.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Rows } from '#app/ui/list-row.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { DirectoryPage } from './search-page.server.ts'

const TITLE: readonly FieldId[] = ['photo', 'firstName', 'lastName', 'pseudonym']

export function Results({ page }: { page: DirectoryPage }) {
  const { t } = useTranslation('directory')
  if (page.wrong.length > 0) return null
  const counted = { 'data-total': page.total, ...(page.more ? { 'data-total-more': '' } : {}) }
  if (page.people.length === 0)
    return (
      <div {...counted}>
        <NobodyFound page={page} />
      </div>
    )
  if (page.views.some((view) => view.id === 'tableau' && view.current))
    return (
      <div {...counted}>
        <PeopleTable lines={page.people} rowFields={page.rowFields} />
      </div>
    )
  const ask = t('ask')
  const write = t('write')
  return (
    <Rows {...counted}>
      {page.people.map((line) => (
        <PersonLine
          key={line.address}
          line={line}
          rowFields={page.rowFields}
          asks={isFor(page.asks, line) ? ask : undefined}
          writes={isFor(page.writes, line) ? write : undefined}
          points={line.points}
        />
      ))}
    </Rows>
  )
}

/** What would find somebody, best first; where nothing would, the whole directory. */
function NobodyFound({ page }: { page: DirectoryPage }) {
  const { t } = useTranslation('directory')
  const isSearch = page.chips.length > 0
  const [best, ...others] = page.relaxed
  return (
    <EmptyState
      icon={SearchX}
      title={isSearch ? t('empty.criteria', { count: page.chips.length }) : t('empty.title')}
      action={isSearch && !best ? <LinkButton to={href.directory}>{t('empty.action')}</LinkButton> : undefined}
    >
      {!best && <p>{isSearch ? t('empty.search') : t('empty.base')}</p>}
      {best && (
        <ul className="grid gap-2" data-relaxed="">
          {[best, ...others].map(({ to, without, total }) => (
            <li key={to} data-count={total}>
              <Anchor to={to}>{t('empty.without', { without, people: t('total.count', { count: total }) })}</Anchor>
            </li>
          ))}
        </ul>
      )}
    </EmptyState>
  )
}

/** Of a sister association’s people there is no contact here, and no message; nor is there of oneself. */
function isFor(offer: DirectoryPage['asks'], { handle }: Line): boolean {
  return offer !== null && handle !== offer.me && !handle.includes('~')
}

/** How many. */
export function Count({ page }: { page: DirectoryPage }) {
  const { t } = useTranslation('directory')
  if (page.wrong.length > 0) return null
  return (
    <p className="font-semibold" role="status">
      {page.more ? t('total.more') : t('total.count', { count: page.total })}
    </p>
  )
}

/** In which order. */
export function Sorts({ page }: { page: DirectoryPage }) {
  const { t } = useTranslation('directory')
  if (page.sorts.length < 2 || page.people.length < 2) return null
  return (
    <nav aria-label={t('sorts.label')} className="sorts no-print">
      <span className="text-muted sort-link" aria-hidden="true">
        {t('sorts.label')}
      </span>
      {page.sorts.map((sort) => (
        <Anchor
          key={sort.id}
          to={sort.to}
          keepScroll
          aria-current={sort.current ? 'true' : undefined}
          className="sort-link"
        >
          {t(`sorts.${sort.id}`)}
        </Anchor>
      ))}
    </nav>
  )
}

function PeopleTable({ lines, rowFields }: { lines: readonly Line[]; rowFields: readonly FieldId[] }) {
  const { t } = useTranslation('directory')
  const columns = rowFields.filter((field) => !TITLE.includes(field))
  return (
    <Table
      id="personnes"
      caption={t('table.caption')}
      captionHidden
      firstSticky
      head={
        <>
          <ColumnHead>{t('table.name')}</ColumnHead>
          {columns.map((field) => (
            <ColumnHead key={field}>{t(`fields.${field}`)}</ColumnHead>
          ))}
        </>
      }
    >
      {lines.map((line) => (
        <tr key={line.address} data-person={line.handle}>
          <RowHead>
            <Anchor to={line.to ?? line.address}>
              <Title line={line} />
            </Anchor>
          </RowHead>
          {columns.map((field) => (
            <Cell key={field}>
              {line.fields[field] !== undefined && <Value field={field} value={line.fields[field]} />}
            </Cell>
          ))}
        </tr>
      ))}
    </Table>
  )
}
