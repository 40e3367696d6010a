/** An event as lists show it. */

/** How an event stands: `full` where no seat is left. */
export type EventState = 'draft' | 'published' | 'full' | 'cancelled' | 'ended'

export interface EventLine {
  id: string
  slug: string
  title: string
  lead: string
  /** Null: a category that the association no longer has. */
  category: string | null
  audience: string
  /** The group that invites; null: the association. */
  organiser: string | null
  state: EventState
  /** As its clock shows it, `2026-11-22T18:30`. */
  startsLocal: string
  endsLocal: string
  zone: string
  place: string | null
  city: string | null
  picture: { src: string; alt: string; width: number; height: number } | null
}
