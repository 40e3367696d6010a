/** Every kind of work the worker does, one line per feature: the one place to add to. */
import { applyTask, planTask, undoTask } from './features/imports/import.task.ts'
import type { Task } from './tasks/registry.ts'
import type { Round } from './tasks/rounds.ts'

export const TASKS = [planTask, applyTask, undoTask] as unknown as readonly Task[]

/** What the worker begins by itself, for each association. */
export const ROUNDS: readonly Round[] = []
