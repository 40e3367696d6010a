/**
 * Who sees a field of one person now, and what shuts out the others: the compiled rules are asked for one onlooker of
 * each kind there is (explain.ts); how many there are of each kind is counted elsewhere. Pure.
 */
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { Channel } from '#app/vocabulary/audiences.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import type { Role, RoleName } from '#app/vocabulary/roles.ts'
import { explain, type Key, type Onlooker } from './explain.ts'
import type { JudgedRow } from './view.ts'

/** A kind of onlooker; nobody is of two kinds at once. */
export interface Circle {
  id: string
  role: RoleName
  /** Staff roles of the association held besides. */
  also: readonly RoleName[]
  friend: boolean
  hasPass: boolean
}

const circle = (role: Role, more: { friend?: boolean; hasPass?: boolean } = {}): Circle => {
  const { friend = false, hasPass = false } = more
  return { id: `${role}${friend ? '-friend' : ''}${hasPass ? '-pass' : ''}`, role, also: [], friend, hasPass }
}

/** Every kind an association can have, but for its own staff roles. Administrators and managers count as such alone. */
export const CIRCLES: readonly Circle[] = [
  circle('visitor'),
  ...(['member', 'adherent'] as const).flatMap((role) => [circle(role), circle(role, { friend: true })]),
  ...(['recruiter', 'school'] as const).flatMap((role) => [circle(role), circle(role, { hasPass: true })]),
  ...(['poster', 'manager', 'admin'] as const).map((role) => circle(role)),
]

export interface FieldSeen {
  field: FieldId
  /** Ids of circles that see it. */
  open: string[]
  /** Why the others do not; where the audience closes it, whether the person or the association chose that. */
  closed: { circle: string; by: Key | 'imposed' | 'default' }[]
}

/** Between a kind and the staff roles that some of it hold besides. */
export const BESIDES = '+'

/**
 * @returns the kind of this id: `adherent+tresorier` sees what either role sees; staff who are nobody else are
 * `+tresorier`
 */
export function circleOf(id: string): Circle {
  const [kind, ...also] = id.split(BESIDES)
  const base = CIRCLES.find((one) => one.id === kind)
  return base ? { ...base, id, also } : { id, role: also[0] ?? 'visitor', also, friend: false, hasPass: false }
}

/**
 * @param row the columns that rules name, of one person of the association
 * @param counted ids of kinds that somebody is of: those with staff roles are told besides
 */
export function whoSees(
  config: TenantConfig,
  row: JudgedRow,
  channel: Channel = 'site',
  counted: readonly string[] = [],
): FieldSeen[] {
  const circles = [
    ...CIRCLES.filter(({ role }) => config.roles[role as Role]),
    ...counted.filter((id) => id.includes(BESIDES)).map(circleOf),
  ]
  const seen = new Map(FIELD_IDS.map((field) => [field, { field, open: [], closed: [] } as FieldSeen]))
  for (const { id, role, also, friend, hasPass } of circles) {
    const onlooker: Onlooker = { role, also, hasPass, relation: friend ? 'friend' : 'stranger' }
    for (const { field, closedBy, chosen, imposed } of explain(config, onlooker, row, channel)) {
      const line = seen.get(field)!
      if (!closedBy) line.open.push(id)
      else
        line.closed.push({
          circle: id,
          by: closedBy === 'audience' ? audienceWord(chosen !== undefined, imposed) : closedBy,
        })
    }
  }
  return [...seen.values()]
}

function audienceWord(chosen: boolean, imposed: boolean): 'audience' | 'imposed' | 'default' {
  if (imposed) return 'imposed'
  return chosen ? 'audience' : 'default'
}
