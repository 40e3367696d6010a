/** Announces the library of profiles in the navigation of companies and schools (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'
import { visitsLibrary } from '#app/policy/career-profile.rules.ts'

export const profilesFeature = announce({
  places: [
    {
      id: 'library',
      to: href.profileLibrary,
      at: 15,
      opens: ({ ability }) => visitsLibrary(ability),
    },
  ],
})
