/** Announces reminders (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { remindersTask } from './reminders.task.ts'

export const duesSubject = announce({
  tasks: [remindersTask],
  rounds: [{ task: remindersTask, seconds: 3600 }],
  letters: async () => (await import('./reminders.email.tsx')).reminderLetters,
})
