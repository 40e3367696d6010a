/** Who may read a piece of accounting: an invoice, a receipt. Pure. */
import { type Ability, may } from './ability.ts'
import type { Viewer } from './viewer.ts'

/** Whose piece it is, as frozen ids say. */
export interface PieceOwner {
  personId: string | null
  organisationId: string | null
}

/** The person or any account of the company it was made out to, and who keeps the books. Nobody else: the address is a 404. */
export function mayReadPiece(ability: Ability, viewer: Viewer, { personId, organisationId }: PieceOwner): boolean {
  if (may(ability, 'keep-books')) return true
  if (personId !== null && personId === viewer.personId) return true
  return organisationId !== null && organisationId === viewer.organisationId
}

/**
 * Who may take a file that names everybody who paid: whoever may extract people. Others who keep the books get the
 * same files with codes in the place of people's names (rules.md: a manager extracts nothing).
 */
export function mayNamePayers(ability: Ability): boolean {
  return may(ability, 'extract')
}
