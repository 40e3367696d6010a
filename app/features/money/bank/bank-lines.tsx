import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { euros, shortDay } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { BankLineRow } from './bank.server.ts'

const TONES = { sure: 'success', likely: 'info', possible: 'neutral' } as const

/** Lines of a statement, each with what it may be: nothing is matched before somebody says so. */
export function BankLines({ caption, rows }: { caption: string; rows: readonly BankLineRow[] }) {
  const { t, i18n } = useTranslation('books')
  return (
    <Table
      id="lignes"
      caption={caption}
      captionHidden
      head={
        <>
          <ColumnHead>{t('lists.at')}</ColumnHead>
          <ColumnHead>{t('bank.words')}</ColumnHead>
          <ColumnHead number>{t('lists.amount')}</ColumnHead>
          <ColumnHead>{t('bank.payment')}</ColumnHead>
        </>
      }
    >
      {rows.map((row) => (
        <tr key={row.id} data-line={row.id} data-state={row.state}>
          <RowHead>{shortDay(`${row.day}T12:00:00Z`, i18n.language)}</RowHead>
          <Cell className="break-words">
            {row.label} {row.reference}
          </Cell>
          <Cell number>{euros(row.cents, i18n.language)}</Cell>
          <Cell>
            <Settled row={row} />
            {row.state === 'open' && row.cents > 0 && <Suggestions row={row} />}
          </Cell>
        </tr>
      ))}
    </Table>
  )
}

function Settled({ row }: { row: BankLineRow }) {
  const { t } = useTranslation('books')
  if (row.state === 'open') return null
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Badge tone={row.state === 'matched' ? 'success' : 'neutral'}>{t(`bank.states.${row.state}`)}</Badge>
      {row.movementId && <span>{t('bank.payout')}</span>}
      {row.paymentId && <Anchor to={href.treasuryPayment(row.paymentId)}>{row.payer ?? '–'}</Anchor>}
      <Act line={row.id} intent="reopen" text={t('bank.reopen')} label={`${t('bank.reopen')} ${row.label}`} />
    </span>
  )
}

function Suggestions({ row }: { row: BankLineRow }) {
  const { t } = useTranslation('books')
  return (
    <span className="flex flex-col gap-2">
      {row.suggestions.map((one) => (
        <span key={one.id} className="flex flex-wrap items-center gap-2" data-suggestion={one.id}>
          <Badge tone={TONES[one.confidence]}>{t(`bank.confidence.${one.confidence}`)}</Badge>
          <Candidate one={one} />
          {/* Another amount is shown, for the treasurer to look into; only the very amount is matched. */}
          {one.cents === row.cents && (
            <Act
              line={row.id}
              match={one.payout ? { payout: one.id } : { payment: one.id }}
              intent="match"
              text={t('bank.match')}
              label={t('bank.matchWith', { name: one.name })}
            />
          )}
        </span>
      ))}
      {row.suggestions.length === 0 && <span className="text-muted">{t('bank.noSuggestion')}</span>}
      <Act line={row.id} intent="ignore" text={t('bank.ignore')} label={`${t('bank.ignore')} ${row.label}`} />
    </span>
  )
}

function Candidate({ one }: { one: BankLineRow['suggestions'][number] }) {
  const { t, i18n } = useTranslation('books')
  const about = `${shortDay(`${one.day}T12:00:00Z`, i18n.language)}, ${euros(one.cents, i18n.language)}`
  if (one.payout) return <span>{`${t('bank.payout')}, ${about}`}</span>
  return <Anchor to={href.treasuryPayment(one.id)}>{`${one.name || '–'}, ${about}`}</Anchor>
}

type ActProps = { line: string; match?: Record<string, string>; intent: string; text: string; label: string }

function Act({ line, match = {}, intent, text, label }: ActProps) {
  return (
    <Form method="post" keepScroll>
      <input type="hidden" name="line" value={line} />
      {Object.entries(match).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button small look={intent === 'match' ? 'secondary' : 'quiet'} name="intent" value={intent} aria-label={label}>
        {text}
      </Button>
    </Form>
  )
}
