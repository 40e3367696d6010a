/** Whether numbers follow each other: what whoever audits the books asks first. */
import { useTranslation } from 'react-i18next'
import { countText } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Card } from '#app/ui/card.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'

interface NumberingProps {
  numbering: readonly {
    series: string
    year: number
    last: number
    missing: readonly number[]
    wrong: number
  }[]
}

export function NumberingCard({ numbering }: NumberingProps) {
  const { t, i18n } = useTranslation('books')
  if (numbering.length === 0) return null
  const count = (value: number) => countText(value, i18n.language)
  const broken = numbering.filter(({ missing, wrong }) => missing.length > 0 || wrong > 0)
  return (
    <Card id="numerotation" title={t('numbering.title')}>
      <div className="stack">
        {broken.length === 0 ? (
          <Alert tone="success">{t('numbering.complete')}</Alert>
        ) : (
          <Alert tone="error">{t('numbering.broken', { count: broken.length })}</Alert>
        )}
        <Table
          id="numeros"
          caption={t('numbering.caption')}
          captionHidden
          fit
          head={
            <>
              <ColumnHead>{t('numbering.series')}</ColumnHead>
              <ColumnHead number>{t('numbering.last')}</ColumnHead>
              <ColumnHead>{t('lists.state')}</ColumnHead>
            </>
          }
        >
          {numbering.map(({ series, year, last, missing, wrong }) => (
            <tr key={`${series}-${year}`} data-series={series}>
              <RowHead>{`${t(`numbering.of.${series}`)} ${year}`}</RowHead>
              <Cell number>{count(last)}</Cell>
              <Cell>
                {missing.length === 0 && wrong === 0 ? (
                  <Badge tone="success">{t('numbering.all')}</Badge>
                ) : (
                  <Badge tone="error">
                    {missing.length > 0
                      ? t('numbering.missing', { numbers: missing.join(', ') })
                      : t('numbering.wrong', { count: wrong })}
                  </Badge>
                )}
              </Cell>
            </tr>
          ))}
        </Table>
      </div>
    </Card>
  )
}
