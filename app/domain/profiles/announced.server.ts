/** Announces the round of profiles by purpose and its letter (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { profilesTask } from './profiles.task.ts'

export const profilesSubject = announce({
  tasks: [profilesTask],
  rounds: [{ task: profilesTask, seconds: 3600 }],
  async letters() {
    const { endingLetter } = await import('./profile.email.tsx')
    return [endingLetter]
  },
})
