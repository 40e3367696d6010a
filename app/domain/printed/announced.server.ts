/** Announces the printed directory (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { drawTask, freezeTask } from './printed.task.ts'

const words = ['print.begun', 'print.printed', 'print.dropped', 'print.fetched'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const printedSubject = announce({ tasks: [freezeTask, drawTask], audit: words })
