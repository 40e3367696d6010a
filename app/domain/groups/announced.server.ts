/** Announces what is decided about groups and what is written in them (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

const words = [
  'group.accepted',
  'group.refused',
  'group.closed',
  'group.opened',
  'group.leader-named',
  'group.leader-ended',
  'thing.approved',
  'thing.refused',
] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const groupsSubject = announce({ audit: words })
