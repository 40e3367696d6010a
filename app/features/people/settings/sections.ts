/** The pages of « Réglages » and the parts that stand on each. Shared by pages and server. */
import * as href from '#app/addresses.ts'

/** The six pages of « Réglages », in the order of the menu, and the parts that stand on each. */
export const PAGES = {
  fiche: ['identite', 'photo', 'autres', 'famille'],
  parcours: ['postes', 'parcours', 'diplomes', 'competences', 'aide'],
  coordonnees: ['contact', 'adresse', 'adresses'],
  confidentialite: ['confidentialite'],
  abonnements: ['abonnements', 'notifications'],
  compte: ['securite', 'donnees'],
} as const
export type PageId = keyof typeof PAGES
export const PAGE_IDS = Object.keys(PAGES) as PageId[]
export type Part = (typeof PAGES)[PageId][number]

export const PAGE_AT: Record<PageId, string> = {
  fiche: href.ownRecord,
  parcours: href.ownCareer,
  coordonnees: href.ownContact,
  confidentialite: href.privacy,
  abonnements: href.subscriptions,
  compte: href.ownAccount,
}

/** The pages made of one's own record alone. */
export type RecordPage = 'fiche' | 'parcours' | 'coordonnees'
export const RECORD_PAGES: readonly RecordPage[] = ['fiche', 'parcours', 'coordonnees']
export type RecordPart = (typeof PAGES)[RecordPage][number]

/** @returns the page on which a part of one's record stands, if there is such a part */
export function pageOf(part: string | undefined): RecordPage | undefined {
  return RECORD_PAGES.find((page) => PAGES[page].some((one) => one === part))
}

const pageAt = (part: Part) => PAGE_AT[PAGE_IDS.find((page) => PAGES[page].some((one) => one === part))!]

/** @returns where a part is read */
export const partAt = (part: Part): string => `${pageAt(part)}#${part}`
/** @returns where a part's forms are posted: its own page, which so keeps what was typed in its other forms */
export const partForm = (part: Part): string => `${pageAt(part)}?partie=${part}`
/** @returns where one lands once a part has been saved */
export const savedAt = (part: Part): string => `${pageAt(part)}?enregistre=${part}#${part}`
