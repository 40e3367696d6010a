/** Pages of companies (N4): closed words that tables, forms, pages and the policy share. */

/** A company has one of each at most: what others read · what waits to be read · what was refused or taken down. */
export const COMPANY_PAGE_STATES = ['shown', 'waiting', 'refused'] as const
export type CompanyPageState = (typeof COMPANY_PAGE_STATES)[number]

/** What the staff decide about a company's page. */
export const COMPANY_PAGE_DECISIONS = ['page-approve', 'page-refuse', 'page-take-down'] as const
export type CompanyPageDecision = (typeof COMPANY_PAGE_DECISIONS)[number]
