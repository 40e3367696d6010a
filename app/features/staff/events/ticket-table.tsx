import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'

interface Kind {
  id: string
  name: string
  price: string
  member: string | null
  paidUp: string | null
  only: boolean
  quota: number | null
  sold: number
  opens: string | null
  closes: string | null
}

/** Kinds of ticket: what they cost, how many are gone, when they are sold. */
export function TicketTable({ id, types }: { id: string; types: readonly Kind[] }) {
  const { t } = useTranslation('events')
  const prices = ({ price, member, paidUp, only }: Kind) => [
    price,
    ...(member ? [t('tickets.prices.member', { price: member })] : []),
    ...(paidUp ? [t('tickets.prices.paidUp', { price: paidUp })] : []),
    ...(only ? [t('tickets.prices.only')] : []),
  ]
  return (
    <Table
      id="table-billets"
      caption={t('tickets.list')}
      head={(['name', 'price', 'sold', 'when'] as const).map((column) => (
        <ColumnHead key={column}>{t(`tickets.columns.${column}`)}</ColumnHead>
      ))}
    >
      {types.map((kind) => (
        <tr key={kind.id} data-ticket-type={kind.id}>
          <RowHead>
            <Anchor to={`${href.eventTicketTypes(id)}?billet=${kind.id}#billet`}>{kind.name}</Anchor>
          </RowHead>
          <Cell>{prices(kind).join(' · ')}</Cell>
          <Cell>{kind.quota === null ? kind.sold : t('tickets.of', { count: kind.sold, quota: kind.quota })}</Cell>
          <Cell>{[kind.opens, kind.closes].filter(Boolean).join(' – ') || '–'}</Cell>
        </tr>
      ))}
    </Table>
  )
}
