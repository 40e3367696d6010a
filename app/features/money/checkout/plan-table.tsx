import type { PartState, ShownParts } from '#app/domain/sales/plan-shown.ts'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'

const TONES: Record<PartState, BadgeTone> = {
  ...{ today: 'info', paid: 'success', debiting: 'info', refused: 'warning', coming: 'neutral', unpaid: 'error' },
}

interface PlanTableProps {
  /** Unique in the page. */
  id: string
  plan: ShownParts
}

/** Payments of one plan: which, when, how much, and where each stands. */
export function PlanTable({ id, plan: { caption, heads, parts } }: PlanTableProps) {
  return (
    <Table
      id={id}
      fit
      caption={caption}
      head={
        <>
          <ColumnHead>{heads.day}</ColumnHead>
          <ColumnHead>{heads.state}</ColumnHead>
          <ColumnHead number>{heads.amount}</ColumnHead>
        </>
      }
    >
      {parts.map((part) => (
        <tr key={part.number} data-part={part.number} data-state={part.state}>
          <RowHead>{part.day}</RowHead>
          <Cell>
            <Badge tone={TONES[part.state]}>{part.word}</Badge>
          </Cell>
          <Cell number>{part.amount}</Cell>
        </tr>
      ))}
    </Table>
  )
}
