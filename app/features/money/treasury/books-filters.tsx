import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Button } from '#app/ui/button.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import { BOOK_MEANS, BOOK_STATES, type BooksQuery, PLAN_STATES } from './books-address.ts'

/** A GET form: what it asks for stands in the address. */
export function BooksFilters({ query, thisYear }: { query: BooksQuery; thisYear: number }) {
  const { t } = useTranslation('books')
  const years = Array.from({ length: 10 }, (_, i) => String(thisYear - i))
  const count = [query.q, query.moyen, query.etat, query.annee ?? query.du ?? query.au].filter(Boolean).length
  return (
    <Disclosure summary={count > 0 ? t('filters.titleCount', { count }) : t('filters.title')} framed untilWide>
      <Form method="get" action={href.treasuryLists} className="form-stack">
        {query.vue !== 'paiements' && <input type="hidden" name="vue" value={query.vue} />}
        <div className="grid items-end gap-4 sm:grid-cols-2 xl:grid-cols-4">
          <TextInput name="q" label={t('filters.q')} hint={t('filters.qHint')} defaultValue={query.q ?? ''} />
          <Select
            name="annee"
            label={t('filters.year')}
            empty={t('filters.allYears')}
            defaultValue={query.annee ? String(query.annee) : ''}
            options={years.map((year) => ({ value: year, label: year }))}
          />
          <TextInput name="du" type="date" label={t('filters.from')} defaultValue={query.du ?? ''} />
          <TextInput name="au" type="date" label={t('filters.until')} defaultValue={query.au ?? ''} />
          {query.vue !== 'acces' && (
            <Select
              name="moyen"
              label={t('filters.means')}
              empty={t('filters.all')}
              defaultValue={query.moyen ?? ''}
              options={BOOK_MEANS.map((means) => ({ value: means, label: t(`means.${means}`) }))}
            />
          )}
          {query.vue === 'paiements' && (
            <Select
              name="etat"
              label={t('filters.state')}
              defaultValue={query.etat ?? 'paid'}
              options={BOOK_STATES.map((state) => ({ value: state, label: t(`filters.states.${state}`) }))}
            />
          )}
          {query.vue === 'echeances' && (
            <Select
              name="etat"
              label={t('filters.state')}
              empty={t('filters.all')}
              defaultValue={query.etat ?? ''}
              options={PLAN_STATES.map((state) => ({ value: state, label: t(`filters.states.${state}`) }))}
            />
          )}
        </div>
        <div>
          <Button look="secondary">{t('filters.submit')}</Button>
        </div>
      </Form>
    </Disclosure>
  )
}
