/** The lists of `/contacts`, by the last part of their address. Shared by page and server; no rules in here. */
import * as href from '#app/addresses.ts'
export const LISTS = ['contacts', 'recues', 'envoyees', 'bloques'] as const
export type ContactList = (typeof LISTS)[number]

/** @returns the address of a list. */
export function listAddress(list: ContactList): string {
  return list === 'contacts' ? href.contacts : href.contactsList(list)
}
