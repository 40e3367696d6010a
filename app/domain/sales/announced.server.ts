/** Announces what is owed to buyers, to Stripe and by both (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { cancelledEventsTask } from './cancelled-events.task.ts'
import { instalmentsTask } from './instalments.task.ts'
import { movementsTask } from './movements.task.ts'
import { reconcileTask } from './reconcile.task.ts'

export const salesSubject = announce({
  tasks: [reconcileTask, instalmentsTask, movementsTask, cancelledEventsTask],
  rounds: [
    { task: reconcileTask, seconds: 60 },
    { task: instalmentsTask, seconds: 300 },
    { task: cancelledEventsTask, seconds: 60 },
    { task: movementsTask, seconds: 900 },
  ],
  letters: async () => (await import('./payments.email.tsx')).paymentLetters,
})
