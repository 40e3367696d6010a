/** The one field above the results; what the filters say goes along. */
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { SearchField } from '#app/ui/search-field.tsx'
import type { Shown } from './search-page.server.ts'

type QuickSearchProps = {
  page: Pick<Shown, 'quick' | 'box'>
  /** The page that answers. */
  path: string
  keep: readonly { name: string; value: string }[]
}

export function QuickSearch({ page, path, keep }: QuickSearchProps) {
  const { t } = useTranslation('directory')
  if (!page.quick) return null
  return (
    <SearchField
      action={path}
      label={t('quick.label')}
      hint={t(`quick.${page.quick}`)}
      button={t('actions.search')}
      defaultValue={page.box.q}
      keep={[...keep, ...page.box.keep]}
      suggest={{
        source: href.directorySuggestions,
        label: t('suggestions.label'),
        count: (count) => t('suggestions.count', { count }),
      }}
    />
  )
}
