import type { ReactNode } from 'react'
import { Anchor } from './anchor.tsx'

type StatCardProps = {
  /** Formatted: « 12 430 ». */
  value: ReactNode
  label: ReactNode
  note?: ReactNode
  to?: string
}

/** A figure and what it counts; leads to what it counts when `to` is there. */
export function StatCard({ value, label, note, to }: StatCardProps) {
  const inside = (
    <>
      <span className="stat-value">{value}</span>
      <span className="stat-label">{label}</span>
      {note && <span className="count">{note}</span>}
    </>
  )
  if (!to) return <div className="card stat">{inside}</div>
  return (
    <Anchor className="card stat" to={to}>
      {inside}
    </Anchor>
  )
}
