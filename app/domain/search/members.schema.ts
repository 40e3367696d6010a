/** The address of the staff's list of people as data. */
import { z } from 'zod'
import { isUuid } from '#app/db/uuid.ts'
import type { RoleName } from '#app/vocabulary/roles.ts'
import { DUES_ROLES, MEMBER_COLUMNS, MEMBER_SORTS, MEMBER_STATES, type MembersQuery } from './members-address.ts'

const id = z.string().refine(isUuid)

const schema = z.object({
  q: z.string().trim().max(120).optional().catch(undefined),
  promo: z.coerce.number().int().min(1800).max(2200).optional().catch(undefined),
  role: z.string().max(40).optional().catch(undefined),
  etat: z.enum(MEMBER_STATES).optional().catch(undefined),
  situation: z.string().max(80).optional().catch(undefined),
  entreprise: z.string().trim().max(120).optional().catch(undefined),
  import: id.optional().catch(undefined),
  apres: id.optional().catch(undefined),
  avant: id.optional().catch(undefined),
  tri: z.enum(MEMBER_SORTS).optional().catch(undefined),
})

/**
 * @param given roles that the association gives
 * @returns what was asked; what cannot be read counts as not asked: the list says which filters are in force
 */
export function readMembersQuery(params: URLSearchParams, given: readonly RoleName[]): MembersQuery {
  const { role, ...asked } = schema.parse(Object.fromEntries([...params].filter(([, value]) => value.trim() !== '')))
  const known = role !== undefined && [...DUES_ROLES, ...given].includes(role)
  const colonnes = columnsIn(params)
  return { ...asked, ...(known ? { role } : {}), ...(colonnes.length > 0 ? { colonnes } : {}) }
}

/** As boxes send them, one by one, or as addresses write them. */
function columnsIn(params: URLSearchParams) {
  const asked = params.getAll('colonnes').flatMap((one) => one.split(','))
  return MEMBER_COLUMNS.filter((column) => asked.includes(column))
}
