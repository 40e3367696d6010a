/** Announces the round of profiles by purpose and its letter (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { profileAlertsTask } from './alerts.task.ts'
import { profilesTask } from './profiles.task.ts'

export const profilesSubject = announce({
  tasks: [profilesTask, profileAlertsTask],
  rounds: [
    { task: profilesTask, seconds: 3600 },
    { task: profileAlertsTask, seconds: 3600 },
  ],
  async letters() {
    const { endingLetter } = await import('./profile.email.tsx')
    const { alertEndingLetter, profileAlertLetter } = await import('./alert.email.tsx')
    return [endingLetter, profileAlertLetter, alertEndingLetter]
  },
})
