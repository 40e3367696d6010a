import { useTranslation } from 'react-i18next'
import type { Ways } from '#app/domain/accounts/ways-in.ts'
import { Anchor } from '#app/ui/anchor.tsx'

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
