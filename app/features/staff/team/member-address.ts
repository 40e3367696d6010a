/** Addresses of the staff's pages about one person. Pure. */
import * as href from '#app/addresses.ts'

export type MemberTab = 'record' | 'account' | 'dues' | 'history'

/** What each page adds to the address of the first. */
export const MEMBER_PATHS: Record<MemberTab, string> = {
  record: '',
  account: '/compte',
  dues: '/cotisations',
  history: '/historique',
}

/** @returns the address of the staff's page of a person. */
export function memberAddress(handle: string, tab: MemberTab = 'record'): string {
  return `${href.member(handle)}${MEMBER_PATHS[tab]}`
}
