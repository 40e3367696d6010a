/** Announces rules in force and their versions (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'

export const rulesFeature = announce({
  menu: [
    { group: 'data', id: 'matrix', to: href.rules, icon: 'eye', at: 30, needs: ['rules'] },
    { group: 'data', id: 'versions', to: href.ruleVersions, icon: 'history', at: 40, needs: ['rules'] },
  ],
})
