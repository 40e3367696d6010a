/** Announces addresses for life and the end of mergers (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { lifetimeTask } from './lifetime.task.ts'
import { mergesTask } from './merges.task.ts'

export const peopleSubject = announce({
  tasks: [lifetimeTask, mergesTask],
  rounds: [
    { task: lifetimeTask, seconds: 3600 },
    { task: mergesTask, seconds: 86_400 },
  ],
})
