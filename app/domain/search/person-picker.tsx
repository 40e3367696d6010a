/** Chooses a person by name, year, phone or number: suggestions as one types, a list of links without scripts. */
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { SearchField } from '#app/ui/search-field.tsx'
import type { Picked } from './pick-people.server.ts'

type PersonPickerProps = {
  id: string
  label: string
  /** The page that asks: `?personne=` is added to its address. */
  path: string
  /** What else stays in that address. */
  keep?: readonly { name: string; value: string }[]
  /** What was typed, and whom it found; null before anything was asked. */
  typed: string
  found: readonly Picked[] | null
  autoFocus?: boolean
}

/** The field, and whom it found: each line leads back to the page with that person. */
export function PersonPicker({ id, label, path, keep = [], typed, found, autoFocus }: PersonPickerProps) {
  const { t } = useTranslation('admin')
  const kept = new URLSearchParams(keep.map(({ name, value }) => [name, value]))
  const to = (handle: string) => `${path}?${new URLSearchParams([...kept, ['personne', handle]])}`
  return (
    <div className="stack">
      <SearchField
        id={id}
        action={path}
        label={label}
        labelShown
        hint={t('picker.hint')}
        button={t('actions.search')}
        defaultValue={typed}
        keep={keep}
        autoFocus={autoFocus}
        secondary
        suggest={{
          source: `${href.peoplePicker}?${new URLSearchParams({ vers: `${path}?${kept}` })}`,
          label: t('picker.suggestions'),
          count: (count) => t('picker.count', { count }),
        }}
      />
      {found?.length === 0 && <p role="status">{t('picker.none')}</p>}
      {found && found.length > 0 && (
        <Rows>
          {found.map(({ handle, name, note }) => (
            <Row key={handle} data-person={handle} to={to(handle)} title={name} note={note} />
          ))}
        </Rows>
      )}
    </div>
  )
}
