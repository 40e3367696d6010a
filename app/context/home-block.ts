/**
 * What a feature may put on the front page: data in one of a few shapes, in words of the page's language, which the
 * page draws (features/site/home). A block is announced by its feature (context/announcement.ts) with its rule and its
 * loader; one that has nothing to say is absent.
 */
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { Ctx } from './open.ts'

export interface HomeLink {
  to: string
  text: string
}

/** A person as lists show them (`Line` of domain/search): revealed to this viewer, field by field. */
export interface HomePerson {
  handle: string
  address: string
  fields: { [F in FieldId]?: unknown }
  /** What the person has in common with the viewer, in words. */
  points?: string
  /** Suggested: what a reader hears of the button that sends the suggestion away. */
  dismiss?: string
}

/** An article of the association, as lists show it (`NewsLine` of domain/content). */
export interface HomeNews {
  id: string
  slug: string
  title: string
  lead: string
  category: string | null
  audience: string
  at: string
  picture: { src: string; alt: string; width: number; height: number } | null
}

/** Something to do now: one of at most three. */
export interface HomeCard {
  icon: 'renew' | 'contacts' | 'profile' | 'messages' | 'page'
  title: string
  text: string
  action: HomeLink
  /** Per cent that are done. */
  done?: number
}

/** The shapes in which a block is drawn. */
export type HomePart =
  | {
      kind: 'search'
      label: string
      hint: string
      action: string
      examples: HomeLink[]
    }
  /** What a search would open, to somebody for whom it is closed. */
  | { kind: 'closed'; title: string; text: string; action: HomeLink | null }
  | { kind: 'cards'; title: string; cards: HomeCard[] }
  | {
      kind: 'people'
      title: string
      note?: string
      people: HomePerson[]
      rowFields: readonly FieldId[]
      more?: HomeLink
    }
  | {
      kind: 'rows'
      title: string
      /** Over the page's whole width. */
      wide?: true
      note?: string
      rows: {
        to: string
        title: string
        note?: string
        count?: string
        /** Of an article: `data-post`. */
        post?: string
        /** Of an event: `data-event`. */
        event?: string
      }[]
      more?: HomeLink
    }
  | {
      kind: 'figures'
      title: string
      figures: { value: string; label: string; note?: string; to?: string }[]
      more?: HomeLink
    }
  | { kind: 'news'; title: string; news: HomeNews[]; more?: HomeLink }
  | {
      kind: 'table'
      title: string
      heads: { text: string; number?: true }[]
      rows: { id: string; to?: string; cells: string[] }[]
    }

export interface HomeBlock {
  /** Unique among blocks: `data-block` of its section. */
  id: string
  /** Where it stands on the page: the lower, the higher. */
  at: number
  /** Whether it is this viewer's at all: asks the policy, reads nothing. */
  opens: (ctx: Ctx) => boolean
  /** @returns null where there is nothing to show; a refusal (a budget that is used up) leaves the block out as well */
  load: (ctx: Ctx) => Promise<HomePart | null>
}

/** One card of « À vous de jouer », by the feature whose matter it is. */
export interface HomeTurn {
  id: string
  /** The lower, the more pressing. */
  at: number
  opens: (ctx: Ctx) => boolean
  load: (ctx: Ctx) => Promise<HomeCard | null>
}
