/** Announces what is decided about groups and what is written in them (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { groupMailTask } from './group-mail.task.ts'

const words = [
  'group.made',
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

export const groupsSubject = announce({
  audit: words,
  tasks: [groupMailTask],
  rounds: [{ task: groupMailTask, seconds: 60 }],
  async letters() {
    const { groupMailLetter } = await import('./group-mail.email.tsx')
    return [groupMailLetter]
  },
})
