import { useTranslation } from 'react-i18next'
import { Anchor } from '#app/ui/anchor.tsx'
import type { StaffLink } from './staff-links.ts'

/** What the staff do about a person, on that person's page. */
export function StaffBar({ links }: { links: readonly StaffLink[] }) {
  const { t } = useTranslation('profile')
  if (links.length === 0) return null
  return (
    <nav aria-label={t('person:staffBar.label')} className="no-print card flex flex-wrap items-center gap-x-4 gap-y-2">
      <strong>{t('person:staffBar.label')}</strong>
      {links.map(({ id, to }) => (
        <Anchor key={id} to={to}>
          {t(`person:staffBar.${id}`)}
        </Anchor>
      ))}
    </nav>
  )
}
