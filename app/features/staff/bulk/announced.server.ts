/** Announces what is done to many at once (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { applyBulkTask, undoBulkTask } from './bulk.task.ts'

const words = ['bulk.begun', 'bulk.done', 'bulk.stopped', 'bulk.undone', 'list.chosen', 'membership.reminded'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const bulkFeature = announce({
  tasks: [applyBulkTask, undoBulkTask],
  audit: words,
})
