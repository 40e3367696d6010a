/** Announces the directory of schools in the navigation, and a school's own space (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'
import { hasSchools, presentsSchool } from '#app/policy/school.rules.ts'

export const schoolsFeature = announce({
  places: [
    {
      id: 'schools',
      to: href.schools,
      at: 45,
      // A school has its own space instead, which lies within.
      opens: ({ tenant, ability }) => hasSchools(tenant.config) && !presentsSchool(tenant.config, ability),
      tabs: () => [
        { id: 'schools', to: href.schools },
        { id: 'courses', to: href.courses },
      ],
    },
    {
      id: 'schoolPage',
      to: href.schoolSpace,
      at: 60,
      opens: (ctx) => presentsSchool(ctx.tenant.config, ctx.ability) && !ctx.standIn,
    },
  ],
})
