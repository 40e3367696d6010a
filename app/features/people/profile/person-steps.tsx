import UserPlus from 'lucide-react/icons/user-plus'
import Users from 'lucide-react/icons/users'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { LinkButton } from '#app/ui/button.tsx'
import type { ProfilePage } from './profile.server.ts'

/** What one may do about the person, above their page and no part of it: previews show the page alone. */
export function PersonSteps({ page }: { page: ProfilePage }) {
  const { t } = useTranslation('profile')
  if (!page.bond) return null
  return (
    <div className="actions no-print">
      <LinkButton
        small
        icon={page.bond === 'none' ? UserPlus : Users}
        look={page.bond === 'asksMe' ? 'primary' : 'secondary'}
        to={href.askContact(page.handle)}
      >
        {t(`bond.${page.bond}`)}
      </LinkButton>
    </div>
  )
}
