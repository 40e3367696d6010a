/** Every kind of work the worker does, one line per feature: the one place to add to. */

import { copyTask } from '#app/domain/data-rights/copy.task.ts'
import { eraseTask } from '#app/domain/data-rights/erase.task.ts'
import { retentionTask } from '#app/domain/data-rights/retention.task.ts'
import { remindersTask } from '#app/domain/dues/reminders.task.ts'
import { lettersFrom } from '#app/domain/mail/letter.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { lifetimeTask } from '#app/domain/people/lifetime.task.ts'
import { mergesTask } from '#app/domain/people/merges.task.ts'
import { issueReceiptsTask } from '#app/domain/receipts/tax-receipts.task.ts'
import { considerTask } from '#app/domain/requests/consider.task.ts'
import { instalmentsTask } from '#app/domain/sales/instalments.task.ts'
import { movementsTask } from '#app/domain/sales/movements.task.ts'
import { reconcileTask } from '#app/domain/sales/reconcile.task.ts'
import { applyBulkTask, undoBulkTask } from '#app/features/staff/bulk/bulk.task.ts'
import { applyTask, planTask, undoTask } from '#app/features/staff/imports/import.task.ts'
import type { Task } from '#app/tasks/registry.ts'
import type { Round } from '#app/tasks/rounds.ts'

export const TASKS = [
  considerTask,
  issueReceiptsTask,
  planTask,
  applyTask,
  undoTask,
  applyBulkTask,
  undoBulkTask,
  sendMailsTask,
  lifetimeTask,
  copyTask,
  eraseTask,
  retentionTask,
  reconcileTask,
  instalmentsTask,
  movementsTask,
  mergesTask,
  remindersTask,
] as unknown as readonly Task[]

/** What the worker begins by itself, for each association. */
export const ROUNDS: readonly Round[] = [
  { task: sendMailsTask, seconds: 60 },
  { task: lifetimeTask, seconds: 3600 },
  { task: retentionTask, seconds: 86_400 },
  { task: reconcileTask, seconds: 60 },
  { task: instalmentsTask, seconds: 300 },
  { task: movementsTask, seconds: 900 },
  { task: mergesTask, seconds: 86_400 },
  { task: remindersTask, seconds: 3600 },
]

lettersFrom(async () => (await import('./mail-list.ts')).LETTERS)
