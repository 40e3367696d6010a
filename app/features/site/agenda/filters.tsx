import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button } from '#app/ui/button.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { Select } from '#app/ui/select.tsx'
import type { readAgenda } from './agenda.server.ts'

type FiltersProps = { page: SerializeFrom<typeof readAgenda> }

/** What narrows the agenda; a list that offers one answer is left out. */
export function AgendaFilters({ page }: FiltersProps) {
  const { t } = useTranslation('agenda')
  const { categories, groups, cities, wish, narrowed, whole } = page
  if (categories.length < 2 && groups.length < 2 && cities.length < 2 && !narrowed) return null
  const lists = [
    { name: 'categorie', of: 'category', options: categories, value: wish.category },
    { name: 'groupe', of: 'group', options: groups, value: wish.group },
    { name: 'ville', of: 'city', options: cities, value: wish.city },
  ]
  const kept = [...new URLSearchParams(whole.split('?')[1] ?? '')]
  return (
    <Disclosure framed untilWide summary={t('filters.apply')} open={narrowed}>
      <Form method="get" action={href.events} className="event-filters" key={JSON.stringify(wish)}>
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {lists
          .filter(({ options, value }) => options.length > 0 || value !== '')
          .map(({ name, of, options, value }) => (
            <Select
              key={name}
              name={name}
              label={t(`filters.${of}`)}
              options={options}
              empty={t(`filters.all.${of}`)}
              defaultValue={value}
            />
          ))}
        <div className="actions">
          <Button look="secondary">{t('filters.apply')}</Button>
          {narrowed && <Anchor to={whole}>{t('filters.none')}</Anchor>}
        </div>
      </Form>
    </Disclosure>
  )
}
