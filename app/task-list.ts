/** Every kind of work the worker does, one line per feature: the one place to add to. */
import type { Task } from './tasks/registry.ts'

export const TASKS: readonly Task[] = []
