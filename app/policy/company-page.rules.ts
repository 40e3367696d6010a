/** Who reads, writes and judges the page of a company (N4, I12; decision 062). Pure. */
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { CompanyPageDecision, CompanyPageState } from '#app/vocabulary/company-pages.ts'
import { may, mayFilterBy } from './ability.ts'
import { isCompany } from './home.rules.ts'
import { readsOffers } from './offer.rules.ts'
import type { Looker } from './thing.rules.ts'
import type { Ability } from './types.ts'

/** A company, as far as rules ask about it. */
export interface RuledCompany {
  kind: string
  validatedAt: Date | null
  refusedAt: Date | null
}

/** @returns true for the task of the staff that companies are */
export const keepsCompanyPages = (ability: Ability): boolean => may(ability, 'organisations')

/** @returns true where pages of companies are this viewer's to read: with the offers, or with the list of companies */
const readsAny = (ability: Ability): boolean =>
  readsOffers(ability) || may(ability, 'companies') || keepsCompanyPages(ability)

/** @returns {@link readsAny} of who looks, and of whoever looks through their eyes; a federation has no companies */
export function readsCompanyPages({ kind }: Pick<TenantConfig, 'kind'>, { ability, holder }: Omit<Looker, 'now'>) {
  return kind !== 'federation' && [ability, ...(holder ? [holder.ability] : [])].every(readsAny)
}

/** @returns true while the association stands by the company: refused, or no longer validated, it shows nothing */
export function standsBy({ recruiters }: Pick<TenantConfig, 'recruiters'>, company: RuledCompany): boolean {
  const { kind, validatedAt, refusedAt } = company
  return kind === 'company' && refusedAt === null && (recruiters?.requires !== 'validation' || validatedAt !== null)
}

/** @returns true for the accounts of the company, all of them alike; with other eyes nobody writes */
export function ownsCompanyPage({ ability, holder }: Omit<Looker, 'now'>, organisationId: string): boolean {
  return !holder && isCompany(ability) && ability.viewer.organisationId === organisationId
}

/**
 * Says where what a company hands in stands: the association reads it first where its file reads offers first, and
 * always after it refused or took down what was there.
 */
export function pageOnSubmit({ offers }: Pick<TenantConfig, 'offers'>, has: readonly CompanyPageState[]) {
  return offers?.validated === false && has.every((one) => one === 'shown') ? ('shown' as const) : ('waiting' as const)
}

/** @returns what the staff may decide about a company that has pages in these states */
export function pageDecisions(ability: Ability, has: readonly CompanyPageState[]): CompanyPageDecision[] {
  if (!keepsCompanyPages(ability)) return []
  return [
    ...(has.includes('waiting') ? (['page-approve', 'page-refuse'] as const) : []),
    ...(has.includes('shown') ? (['page-take-down'] as const) : []),
  ]
}

/** @returns true where the viewer may ask the directory who works somewhere; each person's choices decide about them */
export const asksWhoWorksThere = (ability: Ability): boolean =>
  may(ability, 'search') && mayFilterBy(ability, 'entreprise')
