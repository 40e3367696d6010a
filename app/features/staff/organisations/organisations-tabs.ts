import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { OrganisationsQuery } from './organisations.server.ts'

/** @returns the address of the list, narrowed by what is given */
export const listAddress = (params: Record<string, string | undefined>) => {
  const given = Object.entries(params).filter((pair): pair is [string, string] => Boolean(pair[1]))
  return given.length > 0 ? `${href.organisations}?${new URLSearchParams(given)}` : href.organisations
}

/** What waits, by the word of its tab in the address. */
const STATES = { attente: 'waiting', pages: 'pagesWaiting' } as const

/** @returns the word in the address of what the list is narrowed to */
export const stateOf = ({ waiting, pages }: OrganisationsQuery) => (waiting ? 'attente' : pages ? 'pages' : undefined)

/** @returns tabs of the list: all, each kind, and what waits */
export function useTabs(query: OrganisationsQuery) {
  const { t } = useTranslation('admin')
  const state = stateOf(query)
  return [
    { to: href.organisations, text: t('organisations.all'), current: !query.kind && !state },
    ...(['company', 'school'] as const).map((kind) => ({
      to: listAddress({ type: kind }),
      text: t(`organisations.kindsMany.${kind}`),
      current: query.kind === kind && !state,
    })),
    ...(['attente', 'pages'] as const).map((etat) => ({
      to: listAddress({ etat }),
      text: t(`organisations.${STATES[etat]}`),
      current: state === etat,
    })),
  ]
}
