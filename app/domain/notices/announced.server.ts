/** Announces the work of notices and their letter (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { fanOutTask } from './fan-out.task.ts'
import { newsTask, tellTask } from './tell.task.ts'
import { updatedProfilesTask } from './updated-profiles.task.ts'

export const noticesSubject = announce({
  tasks: [fanOutTask, tellTask, newsTask, updatedProfilesTask],
  rounds: [
    { task: fanOutTask, seconds: 30 },
    { task: tellTask, seconds: 60 },
    { task: newsTask, seconds: 900 },
    { task: updatedProfilesTask, seconds: 3600 },
  ],
  async letters() {
    const { toldLetter } = await import('./told.email.tsx')
    const { updatedProfilesLetter } = await import('./updated-profiles.email.tsx')
    return [toldLetter, updatedProfilesLetter]
  },
})
