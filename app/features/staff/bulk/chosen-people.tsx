import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { countText } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import type { NamedRow } from './run-page.server.ts'

/** Whom the action is about: how many, and the first of them by name. */
export function ChosenPeople({ people, names }: { people: number; names: readonly NamedRow[] }) {
  const { t, i18n } = useTranslation('bulk')
  const more = people - names.length
  return (
    <Disclosure summary={t('choose.people', { count: people, shown: countText(people, i18n.language) })}>
      <ul>
        {names.map(({ handle, name }) => (
          <li key={handle} data-person={handle}>
            <Anchor to={href.member(handle)}>{name}</Anchor>
          </li>
        ))}
        {more > 0 && <li>{t('choose.more', { count: more, shown: countText(more, i18n.language) })}</li>}
      </ul>
    </Disclosure>
  )
}
