/** Announces the block of suggested people on the front page (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'
import type { HomeBlock } from '#app/context/home-block.ts'
import { titleOf } from '#app/domain/search/row.ts'
import { findSuggestions } from '#app/domain/suggestions/find-suggestions.server.ts'
import { hasSuggestions } from '#app/policy/suggestion.rules.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'

/** People suggested on the front page. */
const MOST = 4
/** What of a person stands there beside the reasons. */
const SHOWN: readonly FieldId[] = ['promotion', 'jobTitle', 'company']

const SUGGESTED: HomeBlock = {
  id: 'suggestions',
  at: 60,
  opens: ({ ability, standIn }) => !standIn && hasSuggestions(ability),
  async load(ctx) {
    const { people, rowFields } = await findSuggestions(ctx, MOST)
    if (people.length === 0) return null
    return {
      kind: 'people',
      title: ctx.t('suggestions:title'),
      people: people.map(({ line, points }) => ({
        ...line,
        fields: { ...line.fields, homeCity: undefined },
        ...{ points, dismiss: ctx.t('suggestions:dismissOf', { name: titleOf(line) }) },
      })),
      rowFields: rowFields.filter((field) => SHOWN.includes(field)),
      more: { to: href.suggestions, text: ctx.t('suggestions:all') },
    }
  },
}

export const suggestionsFeature = announce({ home: [SUGGESTED] })
