/** Announces mails about unread messages (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { unreadTask } from './unread.task.ts'

export const messagesSubject = announce({
  tasks: [unreadTask],
  rounds: [{ task: unreadTask, seconds: 60 }],
  async letters() {
    const { unreadLetter } = await import('./unread.email.tsx')
    return [unreadLetter]
  },
})
