import { useTranslation } from 'react-i18next'
import type { AuditLine } from '#app/domain/audit/audit.server.ts'
import { shortMoment } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'

type AuditTableProps = { id: string; caption: string; lines: readonly AuditLine[]; withSubject?: boolean }

/** Events, newest first: when, who, what, about whom, and the reason that was given. */
export function AuditTable({ id, caption, lines, withSubject }: AuditTableProps) {
  const { t, i18n } = useTranslation('admin')
  return (
    <Table
      id={id}
      caption={caption}
      head={
        <>
          <ColumnHead>{t('audit.at')}</ColumnHead>
          <ColumnHead>{t('audit.by')}</ColumnHead>
          <ColumnHead>{t('audit.what')}</ColumnHead>
          {withSubject && <ColumnHead>{t('audit.about')}</ColumnHead>}
          <ColumnHead>{t('audit.detail')}</ColumnHead>
        </>
      }
    >
      {lines.map((line) => (
        <tr key={line.id}>
          <RowHead>{shortMoment(line.at, i18n.language)}</RowHead>
          <Cell>{line.by ?? t('audit.nobody')}</Cell>
          <Cell>{t(`audit.actions.${line.action.replace('.', '-')}`, { defaultValue: line.action })}</Cell>
          {withSubject && <Cell>{line.about ? <About {...line.about} /> : '–'}</Cell>}
          <Cell>
            <Detail {...line} />
          </Cell>
        </tr>
      ))}
    </Table>
  )
}

function About({ text, to }: { text: string; to: string | null }) {
  return to ? <Anchor to={to}>{text}</Anchor> : text
}

/** The parts of a detail that say something to a reader, in words. */
function Detail({ detail }: Pick<AuditLine, 'detail'>) {
  const { t, i18n } = useTranslation('admin')
  const parts = [
    typeof detail.role === 'string' ? t(`roles.${detail.role}`, { defaultValue: detail.role }) : '',
    typeof detail.tier === 'string' ? detail.tier : '',
    typeof detail.format === 'string' ? detail.format : '',
    typeof detail.count === 'number' ? t('audit.count', { count: detail.count }) : '',
    Array.isArray(detail.fields)
      ? detail.fields.map((field) => t(`fields.${field}`, { defaultValue: String(field) })).join(', ')
      : '',
    typeof detail.until === 'string' ? t('audit.until', { day: shortMoment(detail.until, i18n.language) }) : '',
    typeof detail.reason === 'string' ? t('audit.reason', { reason: detail.reason }) : '',
  ]
  return <>{parts.filter(Boolean).join(' · ') || '–'}</>
}
