/** The staff's one search, above every page of the administration; « / » leads there where scripts run. */
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Form } from '#app/ui/form.tsx'
import { SuggestInput } from '#app/ui/suggest-input.tsx'
import { FIND_NEEDS, type Held } from './held-actions.ts'

/** Where « / » leads (`slash-key.browser.ts`). */
const ID = 'admin-recherche'

/** @param held the viewer's tasks: whose page the results could lead to */
export function FindForm({ typed, held }: { typed: string; held: Held }) {
  const { t } = useTranslation('admin')
  const picks = held.some((action) => ['people', 'accounts', 'keep-books'].includes(action))
  if (!FIND_NEEDS.some((action) => held.includes(action))) return null
  const suggest = {
    source: href.peoplePicker,
    label: t('picker.suggestions'),
    count: (count: number) => t('picker.count', { count }),
  }
  const input = {
    ...{ type: 'search', id: ID, name: 'q', defaultValue: typed, className: 'control', 'data-slash-field': '' },
    ...{ autoComplete: 'off', enterKeyHint: 'search' as const },
  }
  // Enter sends it: a button of its own on every page would stand beside the page's one first action.
  return (
    <search>
      <Form method="get" action={href.staffFind}>
        <label htmlFor={ID} className="field-label">
          {t('find.label')}
        </label>
        <div className="search-field">
          {picks ? <SuggestInput key={typed} suggest={suggest} {...input} /> : <input key={typed} {...input} />}
        </div>
      </Form>
    </search>
  )
}
