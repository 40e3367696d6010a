/** Words of the main navigation, each with the words `pages:places.<id>` and an icon in the frame. */
export const PLACE_IDS = [
  ...([
    'home',
    'overview',
    'directory',
    'profiles',
    'shared',
    'groups',
    'news',
    'agenda',
    'career',
    'ownOffers',
    'library',
    'schools',
  ] as const),
  ...(['page', 'schoolPage', 'shares', 'team'] as const),
  // Pages of the association, where its file gives them a place of their own.
  ...(['association', 'services', 'communityPages', 'careerPages'] as const),
] as const
export type PlaceId = (typeof PLACE_IDS)[number]

/** Words under which an association's file may gather places (S3); their words are `pages:menus.<id>`. */
export const MENU_IDS = ['news', 'community', 'career', 'services', 'association'] as const
export type MenuId = (typeof MENU_IDS)[number]

/** More words than this nobody reads. */
export const MOST_PLACES = 6

/** Pages that stand as tabs under one word of the navigation. */
export const PLACE_TAB_IDS = [
  ...(['directory', 'cohort', 'map', 'mentoring', 'companies', 'news', 'carnet'] as const),
  // Beside other places: `people` is the directory's list.
  ...(['people', 'agenda', 'groups', 'career', 'ownOffers', 'received', 'schools', 'courses'] as const),
  ...(['association', 'services', 'communityPages', 'careerPages', 'figures', 'documents', 'contact'] as const),
] as const
export type PlaceTabId = (typeof PLACE_TAB_IDS)[number]
