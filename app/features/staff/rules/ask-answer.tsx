import { useTranslation } from 'react-i18next'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { Answer } from './ask.server.ts'

type AskAnswerProps = { answer: Extract<Answer, { kind: 'answered' }>; role: string }

/** Field by field: seen or not, and by which of the three keys. */
export function AskAnswer({ answer, role }: AskAnswerProps) {
  const { t } = useTranslation('admin')
  const question = t('ask.answer', { role: t(`roles.${role}`), person: answer.name })
  const open = answer.fields.filter((one) => one.open).length
  return (
    <>
      {!answer.visible && (
        <Alert tone="warning" title={t('ask.invisible')}>
          {t('ask.invisibleWhy')}
        </Alert>
      )}
      <h2 className="text-lg">{question}</h2>
      <p role="status">{t('ask.summary', { open, closed: answer.fields.length - open })}</p>
      <Table
        id="reponse"
        caption={question}
        captionHidden
        head={
          <>
            <ColumnHead>{t('ask.field')}</ColumnHead>
            <ColumnHead>{t('ask.verdict')}</ColumnHead>
            <ColumnHead>{t('ask.why')}</ColumnHead>
            <ColumnHead>{t('ask.audience')}</ColumnHead>
          </>
        }
      >
        {answer.fields.map(({ field, open: seen, closedBy, audience, chosen, imposed }) => (
          <tr key={field}>
            <RowHead>{t(`fields.${field}`)}</RowHead>
            <Cell className="whitespace-nowrap">
              <Badge tone={seen ? 'success' : 'neutral'}>{t(seen ? 'ask.open' : 'ask.closed')}</Badge>
            </Cell>
            <Cell>{closedBy ? t(`ask.keys.${closedBy}`) : '–'}</Cell>
            <Cell>
              {t(`audiences.${audience}`)}
              <span className="block text-sm text-muted">
                {t(imposed ? 'ask.imposed' : chosen ? 'ask.chosen' : 'ask.default')}
              </span>
            </Cell>
          </tr>
        ))}
      </Table>
    </>
  )
}
