/** Who looks at things, and a row of one: the cast of the tables written by hand. */
import { compile } from '#app/policy/ability.ts'
import type { Viewer } from '#app/policy/viewer.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import type { ThingAudience, ThingState } from '#app/vocabulary/things.ts'
import { tenantFile } from './world.ts'

export const NOW = new Date('2026-11-30T12:00:00Z')
export const NEVER_ENDS = new Date('9999-12-31T00:00:00Z')
export const GROUP = '018f0000-0000-7000-b000-000000000001'
export const OTHER_GROUP = '018f0000-0000-7000-b000-000000000002'
export const AUTHOR = '018f0000-0000-7000-b000-0000000000aa'
export const READER = '018f0000-0000-7000-b000-0000000000bb'

export interface Row {
  state: ThingState
  audience: ThingAudience
  groupId: string | null
  cohort: number | null
  personId: string | null
  visibleFrom: Date
  visibleUntil: Date
}

export const row = (more: Partial<Row> = {}): Row => ({
  state: 'published',
  audience: 'network',
  groupId: GROUP,
  cohort: 2010,
  personId: AUTHOR,
  visibleFrom: new Date('2026-11-01T00:00:00Z'),
  visibleUntil: NEVER_ENDS,
  ...more,
})

export function looker(role: Role, more: Partial<Viewer> = {}, slug = 'supmeca') {
  const viewer: Viewer = { roles: [role], friendIds: [], hasPass: false, ...more }
  return { ability: compile({ config: tenantFile(slug), viewer }), now: NOW }
}

export const PEOPLE: Record<string, ReturnType<typeof looker>> = {
  visitor: looker('visitor'),
  recruiter: looker('recruiter', { organisationId: READER, hasPass: true }),
  school: looker('school', { organisationId: READER }),
  'member elsewhere': looker('member', { personId: READER, promotion: 1999, groupIds: [OTHER_GROUP] }),
  'member of the group': looker('member', { personId: READER, promotion: 1999, groupIds: [GROUP] }),
  'member of the year': looker('member', { personId: READER, promotion: 2010 }),
  adherent: looker('adherent', { personId: READER, promotion: 1999 }),
  author: looker('member', { personId: AUTHOR, promotion: 1999 }),
  leader: looker('member', { personId: READER, promotion: 1999, groupIds: [GROUP], leads: [GROUP] }),
  'leader elsewhere': looker('member', { personId: READER, groupIds: [OTHER_GROUP], leads: [OTHER_GROUP] }),
  moderator: looker('moderateur' as Role, {}, 'isep'),
  manager: looker('manager'),
}
