/** Who may buy what, and see which sale (I13, P5, P6, C3). Pure. */
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import { may } from './ability.ts'
import type { Ability } from './types.ts'
import { holds, type Viewer } from './viewer.ts'

/** Whose a sale or an invoice is. */
export interface Owned {
  personId: string | null
  organisationId: string | null
}

/** Dues are for people of the base, each for themselves. */
export function paysDues(config: Pick<TenantConfig, 'tiers'>, viewer: Viewer): viewer is Viewer & { personId: string } {
  return viewer.personId !== undefined && config.tiers.some(({ cents }) => cents > 0)
}

/** A pass is for companies, where the association sells one. */
export function buysPass(
  config: Pick<TenantConfig, 'recruiters'>,
  viewer: Viewer,
): viewer is Viewer & { organisationId: string } {
  return (
    viewer.organisationId !== undefined && config.recruiters?.pass !== undefined && holds(viewer, 'recruiter', 'poster')
  )
}

/** A gift is anybody's who has signed in: a receipt needs a name. */
export function gives(config: Pick<TenantConfig, 'money'>, viewer: Viewer): boolean {
  return config.money.gifts !== undefined && (viewer.personId !== undefined || viewer.organisationId !== undefined)
}

/** An item without named buyers is everybody's. */
export function buysItem(item: { buyers: readonly Role[] }, viewer: Viewer): boolean {
  return item.buyers.length === 0 || holds(viewer, ...item.buyers)
}

/** @returns what one costs this viewer, in cents: the lowest price that is theirs (P6). */
export function priceFor(item: { cents: number; prices: Partial<Record<Role, number>> }, viewer: Viewer): number {
  const own = Object.entries(item.prices).flatMap(([role, cents]) =>
    holds(viewer, role as Role) && cents !== undefined ? [cents] : [],
  )
  return Math.min(item.cents, ...own)
}

/** Dues run now: lists for paid-up members reach this viewer (S12). */
export function isPaidUp(viewer: Viewer): boolean {
  return holds(viewer, 'adherent')
}

/**
 * One's own, one's company's; and a visitor's, who has no account and holds its address. An erased person's is
 * nobody's.
 */
export function seesSale(viewer: Viewer, sale: Owned & { buyerKind: 'person' | 'organisation' | 'visitor' }): boolean {
  return sale.buyerKind === 'visitor' || ownsPiece(viewer, sale)
}

/** Pieces are listed to whom they were made out to: the person, or any account of the company. */
export function ownsPiece(viewer: Viewer, piece: Owned): boolean {
  if (piece.personId !== null) return piece.personId === viewer.personId
  return piece.organisationId !== null && piece.organisationId === viewer.organisationId
}

/**
 * A paper (invoice, receipt) is read by whom it was made out to and by who keeps the books. For others its address is a
 * 404.
 */
export function mayReadPiece(ability: Ability, viewer: Viewer, piece: Owned): boolean {
  return may(ability, 'keep-books') || ownsPiece(viewer, piece)
}

/**
 * Opens files that name payers to roles that may extract people. Other keepers of the books get the same files with
 * codes in place of names (rules.md: a manager extracts nothing).
 */
export function mayNamePayers(ability: Ability): boolean {
  return may(ability, 'extract')
}

/** @returns true where the association sells anything: dues, passes, items; its terms of sale then stand on the site */
export function sellsAnything({ tiers, shop, recruiters }: TenantConfig): boolean {
  return tiers.some(({ cents }) => cents > 0) || shop.length > 0 || recruiters?.pass !== undefined
}
