/** Words of the main navigation, each with the words `common:shell.<id>` and an icon in the frame. */
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
  ] as const),
  ...(['page', 'schoolPage', 'shares', 'team'] as const),
] as const
export type PlaceId = (typeof PLACE_IDS)[number]

/** More words than this nobody reads. */
export const MOST_PLACES = 6

/** Pages that stand as tabs under one word of the navigation. */
export const PLACE_TAB_IDS = ['directory', 'cohort', 'map', 'companies', 'news', 'carnet'] as const
export type PlaceTabId = (typeof PLACE_TAB_IDS)[number]
