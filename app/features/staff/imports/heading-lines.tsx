import { useTranslation } from 'react-i18next'
import { Fieldset } from '#app/ui/fieldset.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { HeadingLine } from './choose-headings.server.ts'

/** Columns are named as spreadsheets name them. */
const LETTERS = [...'ABCDEFGH']

interface HeadingLinesProps {
  lines: readonly HeadingLine[]
  /** The one that was guessed. */
  chosen: number
  error?: string
}

/** The first lines as the file has them, and which of them names the columns: part of the step's form. */
export function HeadingLines({ lines, chosen, error }: HeadingLinesProps) {
  const { t } = useTranslation('imports')
  const width = Math.max(0, ...lines.map(({ cells }) => cells.length))
  const columns = LETTERS.slice(0, width)
  return (
    <Fieldset id="line" legend={t('sheet.which')} hint={t('sheet.hint')} error={error}>
      <Table
        id="lines"
        caption={t('sheet.caption')}
        captionHidden
        dense
        tall
        firstSticky
        head={
          <>
            <ColumnHead>{t('sheet.number')}</ColumnHead>
            {columns.map((letter) => (
              <ColumnHead key={letter}>{letter}</ColumnHead>
            ))}
          </>
        }
      >
        {lines.map(({ line, cells, more }) => (
          <tr key={line}>
            <RowHead>
              <label className="choice" htmlFor={`line-${line}`}>
                <input type="radio" id={`line-${line}`} name="line" value={line} defaultChecked={line === chosen} />
                <span className="choice-words">{t('sheet.line', { line })}</span>
              </label>
            </RowHead>
            {columns.map((letter, column) => (
              <Cell key={letter}>
                {cells[column]}
                {more && column === width - 1 && ' …'}
              </Cell>
            ))}
          </tr>
        ))}
      </Table>
    </Fieldset>
  )
}
