/** How the words of the main navigation are gathered under those of the association's file (S3). Pure. */
import type { PlaceTab } from '#app/context/announcement.ts'
import type { Translate } from '#app/i18n/translator.ts'
import type { Menus } from '#app/tenant/menus.schema.ts'
import type { MenuId, PlaceId } from '#app/vocabulary/places.ts'

/** A word of the navigation: where it leads, and the pages that stand as tabs under it. */
export interface MenuWord {
  id: PlaceId | MenuId
  to: string
  tabs: readonly (PlaceTab & { text?: string })[]
  /** Its words, where the browser's texts of every page do not have them. */
  text?: string
}

/** A place that is open to the viewer. */
export type OpenPlace = Omit<MenuWord, 'tabs'> & {
  id: Exclude<PlaceId, 'home' | 'overview'>
  tabs: readonly PlaceTab[]
}

/** « Liste » beside other places says nothing of whom: the directory has its whole name there. */
const tabsOf = ({ id, to, tabs }: OpenPlace): readonly PlaceTab[] =>
  tabs.length > 0
    ? tabs.map((tab) => (tab.id === 'directory' ? { ...tab, id: 'people' } : tab))
    : [{ id: id as PlaceTab['id'], to }]

/** Pages about a subject stand beside its places, and open no word by themselves: there may be none of them. */
const BESIDE: readonly PlaceId[] = ['communityPages', 'careerPages']

/**
 * @param places those that are open to the viewer, in their usual order
 * @param menus of the association's file; none: every place is a word of its own
 * @returns words in the file's order, each leading to the first of its places; places that the file names nowhere
 *   follow
 */
export function gatherPlaces(places: readonly OpenPlace[], menus: Menus): MenuWord[] {
  const gathered = menus.flatMap(({ id, entries }): MenuWord[] => {
    const own = entries.flatMap((entry) => places.find((place) => place.id === entry) ?? [])
    const first = own.find((place) => !BESIDE.includes(place.id))
    return first ? [{ id, to: first.to, tabs: own.flatMap(tabsOf) }] : []
  })
  const named = menus.flatMap(({ entries }) => entries)
  return [...gathered, ...places.filter(({ id }) => !named.includes(id))]
}

/** Words of places that only an association's file brings into the navigation. */
const BROUGHT: readonly string[] = ['association', 'services', 'communityPages', 'careerPages']

/** @returns the words with texts that browsers do not have: those of tabs, and of what the association's file brings */
export function withTexts(words: readonly MenuWord[], menus: Menus, t: Translate): MenuWord[] {
  return words.map((word) => {
    const tabs = word.tabs.map((tab) => ({ ...tab, text: t(`pages:tabs.${tab.id}`) }))
    if (menus.some(({ id }) => id === word.id)) return { ...word, tabs, text: t(`pages:menus.${word.id}`) }
    return { ...word, tabs, ...(BROUGHT.includes(word.id) ? { text: t(`pages:tabs.${word.id}`) } : {}) }
  })
}
