import Users from 'lucide-react/icons/users'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { countText } from '#app/i18n/format.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import type { Near } from './welcome.server.ts'

/** « 3 personnes de votre promo sont à Nice », and the list of them. */
export function NearLine({ near: { promo, city, count, more } }: { near: Near }) {
  const { t, i18n } = useTranslation('welcome')
  const words = { count, city, shown: `${countText(count, i18n.language)}${more ? '+' : ''}` }
  const query = new URLSearchParams({ promo: String(promo), ...(city ? { ville: city } : {}) })
  return (
    <Card id="promo" title={t(city ? 'near.city' : 'near.cohort', words)}>
      <p data-total={count}>
        <LinkButton icon={Users} to={`${href.directory}?${query}`}>
          {t('near.see', { count })}
        </LinkButton>
      </p>
    </Card>
  )
}
