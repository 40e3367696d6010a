import { useTranslation } from 'react-i18next'
import type { Door } from '../../policy/vocabulary.ts'
import type { TenantConfig } from '../../tenant/schema.ts'
import { Anchor } from '../../ui/anchor.tsx'

interface Ways {
  /** Where a forgotten password is asked for. */
  forgotten: string
  /** How an account begins at this door, by the association's rule; null where the staff alone open them. */
  begin: { key: string; path: string } | null
}

const BEGINNINGS: Record<TenantConfig['registration'], string | null> = {
  record: '/activation',
  dues: '/inscription',
  open: '/inscription',
  staff: null,
}

/** @returns what a sign-in page leads to besides. */
export function waysIn({ registration }: TenantConfig, door: Door): Ways {
  if (door !== 'people') {
    const base = door === 'recruiters' ? '/recruteurs' : '/ecoles'
    return { forgotten: `${base}/mot-de-passe-oublie`, begin: { key: door, path: `${base}/inscription` } }
  }
  const path = BEGINNINGS[registration]
  return { forgotten: '/mot-de-passe-oublie', begin: path ? { key: registration, path } : null }
}

/** Under the sign-in form: a forgotten password, a first account. */
export function WaysIn({ forgotten, begin }: Ways) {
  const { t } = useTranslation('account')
  return (
    <ul className="mt-6">
      <li>
        <Anchor to={forgotten}>{t('ways.forgotten')}</Anchor>
      </li>
      {begin && (
        <li>
          <Anchor to={begin.path}>{t(`ways.${begin.key}`)}</Anchor>
        </li>
      )}
    </ul>
  )
}
