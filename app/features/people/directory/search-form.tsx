/** The detailed search: one field per criterion the viewer's roles may use; a plain form, its address is the search. */
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import type { Criterion } from '#app/vocabulary/criteria.ts'
import type { Shown } from './search-page.server.ts'

const YEARS: readonly Criterion[] = ['promo', 'promoMin', 'promoMax']

type SearchFormProps = {
  page: Pick<Shown, 'criteria' | 'typed' | 'wrong'>
  /** The page that answers. */
  path: string
  keep: readonly { name: string; value: string }[]
}

export function SearchForm({ page, path, keep }: SearchFormProps) {
  const { t } = useTranslation('directory')
  if (page.criteria.length === 0) return null
  const used = page.criteria.filter((criterion) => page.typed[criterion] !== undefined).length
  return (
    <Disclosure
      summary={used > 0 ? t('filter.used', { count: used }) : t('filter.title')}
      icon={SlidersHorizontal}
      framed
      untilWide
      open={page.wrong.length > 0}
    >
      <form method="get" action={path} className="card form-stack">
        <h2 className="text-lg">{t('filter.title')}</h2>
        {page.typed.q !== undefined && <input type="hidden" name="q" value={page.typed.q} />}
        {keep.map(({ name, value }) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {page.criteria.map((criterion) => (
          <TextInput
            key={criterion}
            name={criterion}
            label={t(`criteria.${criterion}`)}
            defaultValue={page.typed[criterion] ?? ''}
            {...(YEARS.includes(criterion)
              ? { inputMode: 'numeric' as const, narrow: true, maxLength: 4 }
              : { maxLength: 120 })}
            error={page.wrong.includes(criterion) ? t('wrong.year') : undefined}
          />
        ))}
        <Button look="secondary">{t('filter.apply')}</Button>
      </form>
    </Disclosure>
  )
}
