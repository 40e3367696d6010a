/** Announces the school’s files (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'
import { applyTask, planTask, undoTask } from './import.task.ts'

const words = ['import.applied', 'import.undone'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const importsFeature = announce({
  tasks: [applyTask, planTask, undoTask],
  audit: words,
  menu: [{ group: 'data', id: 'imports', to: href.imports, icon: 'upload', at: 10, needs: ['imports'] }],
})
