/** Who writes to the people of their year, who reads it, who decides (S9). Pure. */
import type { CohortMailState } from '#app/vocabulary/letters.ts'
import { may } from './ability.ts'
import type { Ability } from './types.ts'

interface Row {
  personId: string
  cohort: number
  state: CohortMailState
}

/** @returns the year whose people the viewer may write to: their own; undefined where they may not */
export function cohortToMail(ability: Ability): number | undefined {
  const { personId, promotion } = ability.viewer
  return personId !== undefined && may(ability, 'cohort') ? promotion : undefined
}

/** @returns true where nobody received it yet */
export const cohortMailIsOpen = (state: CohortMailState): boolean => ['pending', 'refused', 'approved'].includes(state)

const isAuthor = ({ viewer }: Ability, { personId }: Pick<Row, 'personId'>) => viewer.personId === personId

/** @returns true for its author, as long as nobody received it */
export const rewritesCohortMail = (ability: Ability, row: Row): boolean =>
  isAuthor(ability, row) && cohortMailIsOpen(row.state) && cohortToMail(ability) === row.cohort

/** @returns true for its author, and once it left for the people of its year; never for who is kept apart */
export function readsCohortMail(ability: Ability, row: Row): boolean {
  if (isAuthor(ability, row)) return true
  const hasLeft = row.state === 'sending' || row.state === 'sent'
  const isApart = (ability.viewer.apartIds ?? []).includes(row.personId)
  return hasLeft && !isApart && cohortToMail(ability) === row.cohort
}

/** Of fewer people a number tells who among them is written to. */
const FLOOR = 5

/** @returns true where the viewer may be told how many a mail or a letter reaches: of few, who reads records alone */
export const tellsReaders = (ability: Ability, people: number): boolean => people >= FLOOR || may(ability, 'people')

/** @returns true for a moderator of somebody else's mail: nobody approves their own (B18) */
export const decidesCohortMail = (ability: Ability, row: Pick<Row, 'personId'>): boolean =>
  may(ability, 'moderation') && !isAuthor(ability, row)
