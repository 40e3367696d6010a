/** Whom an association says « tu » to, where it does: people. To companies and schools it always says « vous ». */
import * as href from '#app/addresses.ts'
import type { Address } from '#app/i18n/address.ts'
import type { Door } from '#app/vocabulary/roles.ts'

const FORMAL_DOORS = [href.doorPrefix.recruiters, href.doorPrefix.schools]

/**
 * @param account who signed in; nobody: the page tells at whose door they stand
 * @returns how the page speaks
 */
export function addressTo(address: Address, account: { door: Door } | undefined, path: string): Address {
  const isFormal = account ? account.door !== 'people' : FORMAL_DOORS.some((door) => path.startsWith(`${door}/`))
  return isFormal ? 'vous' : address
}
