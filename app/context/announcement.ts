/**
 * What a feature or a subject brings to the whole, in one file of its own: `announced.server.ts`.
 * `app/announced.ts` lists those files and hands their sum to those who read it, which know none of them by name.
 */
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { Action } from '#app/vocabulary/actions.ts'
import type { MenuGroup, MenuIcon } from '#app/vocabulary/admin-menu.ts'
import type { PlaceId, PlaceTabId } from '#app/vocabulary/places.ts'
import type { HomeBlock, HomeTurn } from './home-block.ts'
import type { Ctx } from './open.ts'

/** A line of the administration's menu. */
export interface MenuEntry {
  group: MenuGroup
  /** Its words are `admin:menu.<group>.<id>`. */
  id: string
  to: string
  icon: MenuIcon
  /** Where it stands among the lines of its group: the lower, the higher. */
  at: number
  /** Pages of other features under the same heading. */
  also?: readonly string[]
  /** One of these opens it; absent: any task of the staff. */
  needs?: readonly Action[]
  /** Kinds of associations that have the page; absent: all. */
  kinds?: readonly TenantConfig['kind'][]
  /** Where the association's own rules leave something to do on the page; absent: everywhere. */
  opensIn?: (config: TenantConfig) => boolean
}

/** A page among those of one word: its words are `pages:tabs.<id>`. */
export interface PlaceTab {
  id: PlaceTabId
  to: string
}

/** A word of the main navigation, for viewers to whom its page is open. */
export interface Place {
  id: PlaceId
  to: string
  /** Where it stands: the lower, the further left. */
  at: number
  /** Pages of the same subject that are open to this viewer: they stand as tabs above each other. */
  tabs?: (ctx: Ctx) => PlaceTab[]
  /** Asks the policy, reads nothing. */
  opens: (ctx: Ctx) => boolean
}

export interface Announcement {
  /** Kinds of work that the worker does. */
  tasks?: readonly { name: string }[]
  /** Those that it begins by itself for each association, and how many seconds apart. */
  rounds?: readonly { task: { name: string }; seconds: number }[]
  /** Kinds of letters, loaded when the first mail is written: the parts of mails weigh more than a web process. */
  letters?: () => Promise<readonly { kind: string }[]>
  /** Words of the audit log; the file declares them to its type as well (domain/audit). */
  audit?: readonly string[]
  menu?: readonly MenuEntry[]
  /** Words of the main navigation. */
  places?: readonly Place[]
  /** Blocks of the front page. */
  home?: readonly HomeBlock[]
  /** Cards of « À vous de jouer » on the front page. */
  turns?: readonly HomeTurn[]
}

/** Declares what a file announces. */
export const announce = (announcement: Announcement): Announcement => announcement

/** On globalThis like the pool: two copies of this file are one process. */
const shared = globalThis as typeof globalThis & { alumniAnnounced?: readonly Announcement[] }

/** Keeps what was announced; `app/announced.ts` alone calls it, before the first request. */
export function rememberAnnounced(announcements: readonly Announcement[]): void {
  shared.alumniAnnounced = announcements
}

const all = (): readonly Announcement[] => shared.alumniAnnounced ?? []

/** @returns every word of the audit log, in the order of the files that announce them */
export const auditWords = (): string[] => all().flatMap(({ audit }) => audit ?? [])

/** @returns the menu's lines that one of these tasks opens in the association, from the top */
export function adminMenu(held: readonly Action[], config: TenantConfig): MenuEntry[] {
  return all()
    .flatMap(({ menu }) => menu ?? [])
    .filter(({ needs }) => !needs || needs.some((action) => held.includes(action)))
    .filter(({ kinds }) => !kinds || kinds.includes(config.kind))
    .filter(({ opensIn }) => !opensIn || opensIn(config))
    .toSorted((a, b) => a.at - b.at)
}

/** @returns the words of the main navigation that are this viewer's, from the left */
export function placesFor(ctx: Ctx): Place[] {
  const places = all().flatMap(({ places: own }) => own ?? [])
  return places.filter(({ opens }) => opens(ctx)).toSorted((a, b) => a.at - b.at)
}

/** @returns every block of the front page, from the top; whose it is, each says itself */
export const homeBlocks = (): HomeBlock[] =>
  all()
    .flatMap(({ home }) => home ?? [])
    .toSorted((a, b) => a.at - b.at)

/** @returns every card of « À vous de jouer », the most pressing first */
export const homeTurns = (): HomeTurn[] =>
  all()
    .flatMap(({ turns }) => turns ?? [])
    .toSorted((a, b) => a.at - b.at)
