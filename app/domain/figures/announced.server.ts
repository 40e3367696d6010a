/** Announces the figures of each month (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { figuresTask } from './figures.task.ts'

export const figuresSubject = announce({
  tasks: [figuresTask],
  rounds: [{ task: figuresTask, seconds: 86_400 }],
})
