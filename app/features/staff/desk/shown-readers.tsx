import { useTranslation } from 'react-i18next'
import { countText, shortDay } from '#app/i18n/format.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { ShownReader } from './shown-readers.server.ts'

/** Who came near the budget of people shown; nothing where nobody did. */
export function ShownReaders({ readers }: { readers: readonly ShownReader[] }) {
  const { t, i18n } = useTranslation('admin')
  if (readers.length === 0) return null
  return (
    <section className="stack">
      <p>{t('log.shown.lead')}</p>
      <Table
        id="vus-en-liste"
        caption={t('log.shown.caption')}
        head={
          <>
            <ColumnHead>{t('log.shown.who')}</ColumnHead>
            <ColumnHead>{t('log.shown.day')}</ColumnHead>
            <ColumnHead>{t('log.shown.people')}</ColumnHead>
            <ColumnHead>{t('log.shown.limit')}</ColumnHead>
          </>
        }
      >
        {readers.map(({ who, day, people, limit, reached }, i) => (
          <tr key={`${who ?? i} ${day}`}>
            <RowHead>{who ?? t('log.shown.visitors')}</RowHead>
            <Cell>{shortDay(day, i18n.language)}</Cell>
            <Cell>{countText(people, i18n.language)}</Cell>
            <Cell>
              {countText(limit, i18n.language)} {reached && <Badge tone="error">{t('log.shown.reached')}</Badge>}
            </Cell>
          </tr>
        ))}
      </Table>
    </section>
  )
}
