/** Where the staff go from anybody's page: the record of the person, each part for whose task it is (P4). */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { may } from '#app/policy/ability.ts'

export interface StaffLink {
  id: 'edit' | 'account' | 'pay' | 'history' | 'seeAs'
  to: string
}

/** @returns addresses of the administration as data: members' browsers never get to know them */
export function staffLinks({ ability, standIn }: Ctx, handle: string): StaffLink[] {
  if (standIn) return []
  const asks = `?personne=${encodeURIComponent(handle)}`
  const people = may(ability, 'people')
  return [
    ...(people ? [{ id: 'edit' as const, to: href.member(handle) }] : []),
    ...(!people && may(ability, 'accounts') ? [{ id: 'account' as const, to: href.memberAccount(handle) }] : []),
    ...(may(ability, 'keep-books') ? [{ id: 'pay' as const, to: `${href.recordSale}${asks}` }] : []),
    ...(people ? [{ id: 'history' as const, to: href.memberHistory(handle) }] : []),
    ...(may(ability, 'see-as') ? [{ id: 'seeAs' as const, to: `${href.seeAs}${asks}#personne` }] : []),
  ]
}
