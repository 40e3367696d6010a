import { useTranslation } from 'react-i18next'
import { countText, euros, shortDay } from '#app/i18n/format.ts'
import type { BookTotal } from './book-lists.server.ts'

/** « 132 paiements, 8 450,00 € », on every page of the list, and of which days they are. */
export function BooksTotal({ count, cents, backCents, first, last }: BookTotal) {
  const { t, i18n } = useTranslation('books')
  const day = (at: string) => shortDay(at, i18n.language)
  return (
    <p data-sum={cents}>
      <strong>
        {t('lists.total', { count, shown: countText(count, i18n.language), amount: euros(cents, i18n.language) })}
      </strong>{' '}
      {first && last && t('lists.period', { first: day(first), last: day(last) })}
      {backCents > 0 && ` ${t('lists.back', { amount: euros(backCents, i18n.language) })}`}
    </p>
  )
}
