/** Announces rules in force and their versions (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

export const rulesFeature = announce({
  menu: [
    { group: 'rules', id: 'matrix', to: href.rules, icon: 'eye', at: 10, needs: ['rules'] },
    { group: 'rules', id: 'versions', to: href.ruleVersions, icon: 'history', at: 30, needs: ['rules'] },
  ],
})
