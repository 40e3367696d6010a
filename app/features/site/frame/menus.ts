/** How the words of the main navigation are gathered under those of the association's file (S3). Pure. */
import type { PlaceTab } from '#app/context/announcement.ts'
import type { Translate } from '#app/i18n/translator.ts'
import type { Menus } from '#app/tenant/menus.schema.ts'
import type { MenuId, PlaceId } from '#app/vocabulary/places.ts'

/** A word of the navigation: where it leads, and the pages that stand as tabs under it. */
export interface MenuWord {
  id: PlaceId | MenuId
  to: string
  tabs: readonly PlaceTab[]
}

/** The same in the page's language. */
export interface SaidWord extends Omit<MenuWord, 'tabs'> {
  text: string
  tabs: { to: string; text: string }[]
}

/** A place that is open to the viewer. */
export type OpenPlace = MenuWord & { id: Exclude<PlaceId, 'home' | 'overview'> }

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

/** @returns the words with their texts and those of their tabs, which no page of the browser has to load */
export function withTexts(words: readonly MenuWord[], menus: Menus, t: Translate): SaidWord[] {
  const of = (id: MenuWord['id']) => (menus.some((menu) => menu.id === id) ? 'menus' : 'places')
  return words.map(({ id, to, tabs }) => ({
    ...{ id, to, text: t(`pages:${of(id)}.${id}`) },
    tabs: tabs.map((tab) => ({ to: tab.to, text: t(`pages:tabs.${tab.id}`) })),
  }))
}
