/** Where imports are: their list, one import, its steps. */
import * as href from '#app/addresses.ts'

export const IMPORTS = href.imports

export type RunPart = 'feuille' | 'colonnes' | 'doublons' | 'verification' | 'refus.csv' | 'annuler' | 'abandonner'

/** @returns the address of one import, or of a part of it. */
export function runAddress(id: string, part?: RunPart): string {
  return part ? `${IMPORTS}/${id}/${part}` : `${IMPORTS}/${id}`
}

/** @returns the page-th page (from 1) of one tab of the check. */
export function checkAddress(id: string, tab: string, page = 1): string {
  return `${runAddress(id, 'verification')}?liste=${tab}${page > 1 ? `&page=${page}` : ''}`
}
