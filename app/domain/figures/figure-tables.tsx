import ChartColumn from 'lucide-react/icons/chart-column'
import { useTranslation } from 'react-i18next'
import { Card } from '#app/ui/card.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { FigureLine, FigureTable } from './read-figures.server.ts'

type FiguresPageProps = { title: string; month: string | null; tables: readonly FigureTable[] }

/** Figures of a month with their heading, and how they were counted: the staff's page and the members' alike. */
export function FiguresPage({ title, month, tables }: FiguresPageProps) {
  const { t } = useTranslation('figures')
  return (
    <div className="stack">
      <PageHeading title={title} lead={month ? t('lead', { month }) : t('leadNone')} />
      {month ? <FigureTables tables={tables} /> : <EmptyState icon={ChartColumn} title={t('none')} />}
      <p className="reading text-sm text-muted">{t('how')}</p>
    </div>
  )
}

/** Each figure as a table whose rows carry a bar: what the bar shows, the numbers beside it say. */
function FigureTables({ tables }: { tables: readonly FigureTable[] }) {
  const { t } = useTranslation('figures')
  return tables.map(({ figure, lines }) => (
    <Card key={figure} id={figure} title={t(`titles.${figure}`)}>
      {lines.length === 0 ? <p className="text-muted">{t('few')}</p> : <Lines figure={figure} lines={lines} />}
    </Card>
  ))
}

function Lines({ figure, lines }: { figure: string; lines: readonly FigureLine[] }) {
  const { t } = useTranslation('figures')
  const most = Math.max(...lines.map(({ people }) => people))
  const head = (
    <>
      <ColumnHead>{t('value')}</ColumnHead>
      <ColumnHead number>{t('people')}</ColumnHead>
      <ColumnHead number>{t('share')}</ColumnHead>
    </>
  )
  return (
    <Table id={`table-${figure}`} caption={t(`titles.${figure}`)} captionHidden head={head}>
      {lines.map(({ label, people, text, share }) => (
        <tr key={label} data-people={people}>
          <RowHead className="w-full break-words">
            {label}
            <svg viewBox="0 0 100 2" preserveAspectRatio="none" className="mt-1 block h-2 w-full" aria-hidden="true">
              <rect width={(people / most) * 100} height="2" className="fill-link" />
            </svg>
          </RowHead>
          <Cell number>{text}</Cell>
          <Cell number className="whitespace-nowrap">
            {t('percent', { share })}
          </Cell>
        </tr>
      ))}
    </Table>
  )
}
