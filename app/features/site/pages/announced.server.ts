/**
 * Announces pages of the association as words of the navigation, where its file gives them a place there
 * (context/announcement.ts).
 */
import * as href from '#app/addresses.ts'
import { announce, type Place, type PlaceTab } from '#app/context/announcement.ts'
import type { Ctx } from '#app/context/open.ts'
import { readsFigures } from '#app/policy/figure.rules.ts'
import type { PageSection } from '#app/vocabulary/page-sections.ts'
import type { PlaceId } from '#app/vocabulary/places.ts'

const associationTabs = ({ tenant, ability }: Ctx): PlaceTab[] => [
  { id: 'association', to: href.pageSection('association') },
  ...(readsFigures(ability, tenant.config) ? [{ id: 'figures', to: href.figures } as const] : []),
  { id: 'documents', to: href.documents },
  { id: 'contact', to: href.contact },
]

/** To people of the base and to visitors, as the word of news. */
const opensTo =
  (id: PlaceId) =>
  ({ tenant, account, viewer }: Ctx): boolean =>
    tenant.config.menus.some(({ entries }) => entries.includes(id)) && (!account || viewer.personId !== undefined)

const place = (id: PlaceId, section: PageSection, more: Partial<Place> = {}): Place => ({
  ...{ id, to: href.pageSection(section), at: 80, opens: opensTo(id) },
  ...more,
})

export const pagesFeature = announce({
  places: [
    place('association', 'association', { tabs: associationTabs }),
    place('services', 'services'),
    place('communityPages', 'community'),
    place('careerPages', 'career'),
  ],
})
