/** Announces the outbox, and letters about changes (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { sendMailsTask } from './send.task.ts'

export const mailSubject = announce({
  tasks: [sendMailsTask],
  rounds: [{ task: sendMailsTask, seconds: 60 }],
  async letters() {
    const { changesLetter, addressesLetter, proofLetter } = await import('./changes.email.tsx')
    return [changesLetter, addressesLetter, proofLetter]
  },
})
