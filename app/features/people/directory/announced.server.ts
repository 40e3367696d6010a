/** Announces the budget of lists, and what stands of the directory on the front page (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce, type PlaceTab } from '#app/context/announcement.ts'
import type { Ctx } from '#app/context/open.ts'
import { may } from '#app/policy/ability.ts'
import { directoryAs } from '#app/policy/home.rules.ts'
import { takesPartInMentoring } from '#app/policy/mentoring.rules.ts'
import { mayEverRead } from '#app/policy/view.ts'
import { HOME_BLOCKS } from './home-blocks.server.ts'

const words = ['directory.budget-reached'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

/** « Annuaire · Ma promo · Carte · Entreprises », as far as they are this viewer's. */
function directoryTabs({ ability, viewer }: Ctx): PlaceTab[] {
  return [
    { id: 'directory', to: href.directory },
    ...(may(ability, 'cohort') && viewer.personId ? [{ id: 'cohort' as const, to: href.cohort }] : []),
    ...(may(ability, 'map') ? [{ id: 'map' as const, to: href.directoryMap }] : []),
    ...(takesPartInMentoring(ability) && mayEverRead(ability, 'Person', 'canHelp')
      ? [{ id: 'mentoring' as const, to: href.mentoring }]
      : []),
    ...(may(ability, 'companies') ? [{ id: 'companies' as const, to: href.companies }] : []),
  ]
}

export const directoryFeature = announce({
  audit: words,
  places: (['directory', 'profiles', 'shared'] as const).map((id) => ({
    id,
    to: href.directory,
    at: 10,
    tabs: directoryTabs,
    opens: ({ tenant, ability }) => may(ability, 'search') && directoryAs(tenant.config, ability) === id,
  })),
  home: HOME_BLOCKS,
})
