import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { euros, shortDay, shortMoment } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { PaymentPage } from './payment-page.server.ts'

/** Who paid, how, when; leads to the record and the company. */
export function PaymentFacts({ payment }: { payment: PaymentPage }) {
  const { t, i18n } = useTranslation('books')
  const { buyer, handle, organisationId } = payment
  const owner = handle ? href.member(handle) : href.organisation(organisationId!)
  return (
    <Card id="paiement" title={t('payment.facts')} aside={<Badge>{t(`states.${payment.state}`)}</Badge>}>
      <DefinitionList>
        <Definition term={t('lists.who')}>
          {handle || organisationId ? <Anchor to={owner}>{buyer.name ?? '–'}</Anchor> : (buyer.name ?? '–')}
          {buyer.email && <span className="block break-words">{buyer.email}</span>}
        </Definition>
        <Definition term={t('lists.amount')}>{euros(payment.cents, i18n.language)}</Definition>
        <Definition term={t('lists.means')}>{t(`means.${payment.means ?? 'unknown'}`)}</Definition>
        {payment.reference && <Definition term={t('payment.reference')}>{payment.reference}</Definition>}
        {payment.receivedOn && (
          <Definition term={t('payment.receivedOn')}>
            {shortDay(`${payment.receivedOn}T12:00:00Z`, i18n.language)}
          </Definition>
        )}
        {payment.feeCents > 0 && (
          <Definition term={t('payment.fee')}>{euros(payment.feeCents, i18n.language)}</Definition>
        )}
        {payment.ip && <Definition term={t('payment.ip')}>{payment.ip}</Definition>}
        <Definition term={t('payment.source')}>{t(`payment.sources.${payment.source}`)}</Definition>
        {payment.bank && (
          <Definition term={t('payment.bank')}>
            <Anchor to={href.bankStatement(payment.bank.statementId)}>{payment.bank.label}</Anchor>
          </Definition>
        )}
      </DefinitionList>
    </Card>
  )
}

export function SoldTable({ payment }: { payment: PaymentPage }) {
  const { t, i18n } = useTranslation('books')
  return (
    <Table
      id="vendu"
      caption={t('payment.sold')}
      head={
        <>
          <ColumnHead>{t('lists.what')}</ColumnHead>
          <ColumnHead>{t('payment.kind')}</ColumnHead>
          <ColumnHead number>{t('payment.quantity')}</ColumnHead>
          <ColumnHead number>{t('lists.amount')}</ColumnHead>
        </>
      }
    >
      {payment.lines.map((line) => (
        <tr key={`${line.label}${line.cents}`}>
          <RowHead>{line.label}</RowHead>
          <Cell>{t(`kinds.${line.kind}`)}</Cell>
          <Cell number>{line.quantity}</Cell>
          <Cell number>{euros(line.cents, i18n.language)}</Cell>
        </tr>
      ))}
    </Table>
  )
}

/** What happened, oldest first. */
export function PaymentHistory({ payment }: { payment: PaymentPage }) {
  const { t, i18n } = useTranslation('books')
  const money = (cents: number) => euros(cents, i18n.language)
  const events = [
    { id: 'created', at: payment.createdAt, text: t('payment.events.created'), note: payment.failure ?? '' },
    ...(payment.succeededAt
      ? [
          {
            id: 'paid',
            at: payment.succeededAt,
            text: t('payment.events.paid', { amount: money(payment.cents) }),
            note: '',
          },
        ]
      : []),
    ...payment.refunds.map(({ id, at, cents, state, reason }) => ({
      id,
      at,
      text: t('payment.events.refund', { amount: money(cents), state: t(`payment.refundStates.${state}`) }),
      note: reason ?? '',
    })),
    ...payment.disputes.map(({ id, at, cents, state }) => ({
      id,
      at,
      text: t('payment.events.dispute', { amount: money(cents), state: t(`payment.disputeStates.${state}`) }),
      note: '',
    })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1))
  return (
    <Card id="historique" title={t('payment.history')}>
      <Rows plain>
        {events.map(({ id, at, text, note }) => (
          <Row key={id} title={text} note={[shortMoment(at, i18n.language), note].filter(Boolean).join(' · ')} />
        ))}
      </Rows>
    </Card>
  )
}
