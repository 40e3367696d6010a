/** Announces rules in force and their versions (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'

export const rulesFeature = announce({
  menu: [
    { group: 'rules', id: 'matrix', to: '/admin/regles', icon: 'eye', at: 10, needs: ['rules'] },
    { group: 'rules', id: 'versions', to: '/admin/versions', icon: 'history', at: 30, needs: ['rules'] },
  ],
})
