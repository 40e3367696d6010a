/** Announces the desk of schools (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'
import { hasSchools } from '#app/policy/school.rules.ts'

export const schoolsDeskFeature = announce({
  menu: [
    {
      group: 'career',
      id: 'schools',
      to: href.schoolsDesk,
      icon: 'building',
      at: 12,
      needs: ['organisations'],
      kinds: ['association', 'network'],
      opensIn: hasSchools,
    },
  ],
})
