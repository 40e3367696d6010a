import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Building2 from 'lucide-react/icons/building-2'
import { useTranslation } from 'react-i18next'
import { openOwn } from '#app/features/people/settings/own-record.server.ts'
import { SettingsFrame } from '#app/features/people/settings/settings-frame.tsx'
import { formatDate } from '#app/i18n/format-value.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readVisits } from './visits.server.ts'

/** GET `/parametres/confidentialite/visites`. */
export async function loader(args: LoaderFunctionArgs) {
  return readVisits(await openOwn(args))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Visits() {
  const { t, i18n } = useTranslation('profile')
  const { title, handle, visits, months } = useLoaderData<typeof loader>()
  return (
    <SettingsFrame
      at="confidentialite"
      title={title}
      lead={t('privacy:visits.lead', { count: months })}
      handle={handle}
    >
      {visits.length === 0 ? (
        <EmptyState icon={Building2} title={t('privacy:visits.none')}>
          <p>{t('privacy:visits.noneText')}</p>
        </EmptyState>
      ) : (
        <Rows data-total={visits.length}>
          {visits.map(({ company, day }) => (
            <Row key={`${company} ${day}`} title={company} end={formatDate(day, i18n.language as 'fr' | 'en')} />
          ))}
        </Rows>
      )}
    </SettingsFrame>
  )
}
