/** People of a staff member's choice, wherever a page asks about whom: found by what the viewer may read (P4). */
import type { Ctx } from '#app/context/open.ts'
import { findMembers } from './members.server.ts'

const SHOWN = 8
const SHORTEST = 2

/** One line of the choice. */
export interface Picked {
  handle: string
  name: string
  /** « Promotion 2010 », where there is one. */
  note: string
}

/** @param typed a name with or without its year, a phone, an e-mail, a number @returns at most eight people */
export async function pickPeople(ctx: Ctx, typed: string): Promise<Picked[]> {
  const q = typed.trim().slice(0, 120)
  if (q.length < SHORTEST || ctx.tenant.config.kind === 'federation') return []
  const { members } = await findMembers(ctx, { q }, SHOWN)
  return members.map(({ person: { handle, fields } }) => ({
    handle,
    name: [fields.firstName, fields.lastName].filter(Boolean).join(' ') || String(fields.pseudonym ?? handle),
    note: fields.promotion ? ctx.t('admin:find.year', { year: fields.promotion }) : '',
  }))
}
