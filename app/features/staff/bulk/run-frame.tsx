import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { BULK_RUNS } from './bulk-address.ts'

/** The way back, for every page of one action. */
export function BulkTrail({ title }: { title: string }) {
  const { t } = useTranslation('bulk')
  const items = [{ to: href.members, text: t('members') }, { to: BULK_RUNS, text: t('title') }, { text: title }]
  return <Breadcrumbs label={t('trail')} items={items} />
}
