/** Every kind of work the worker does, one line per feature: the one place to add to. */
import { considerTask } from './features/access/consider.task.ts'
import { issueReceiptsTask } from './features/books/tax-receipts.task.ts'
import { applyBulkTask, undoBulkTask } from './features/bulk/bulk.task.ts'
import { applyTask, planTask, undoTask } from './features/imports/import.task.ts'
import { lettersFrom } from './features/mailing/letter.ts'
import { sendMailsTask } from './features/mailing/send.task.ts'
import { remindersTask } from './features/membership/reminders.task.ts'
import { instalmentsTask } from './features/payments/instalments.task.ts'
import { movementsTask } from './features/payments/movements.task.ts'
import { reconcileTask } from './features/payments/reconcile.task.ts'
import { lifetimeTask } from './features/people/lifetime.task.ts'
import { mergesTask } from './features/people/merges.task.ts'
import { copyTask } from './features/rights/copy.task.ts'
import { eraseTask } from './features/rights/erase.task.ts'
import { retentionTask } from './features/rights/retention.task.ts'
import type { Task } from './tasks/registry.ts'
import type { Round } from './tasks/rounds.ts'

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
