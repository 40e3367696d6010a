import Mail from 'lucide-react/icons/mail'
import UserPlus from 'lucide-react/icons/user-plus'
import Users from 'lucide-react/icons/users'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { LinkButton } from '#app/ui/button.tsx'
import type { ProfilePage } from './profile.server.ts'

/** What one may do about the person, above their page and no part of it: previews show the page alone. */
export function PersonSteps({ page }: { page: ProfilePage }) {
  const { t } = useTranslation('profile')
  const { bond, write } = page
  if (!bond && !write) return null
  return (
    <div className="no-print grid gap-3">
      <div className="actions">
        {write?.to && (
          <LinkButton small icon={Mail} to={write.to}>
            {t(write.why ? 'write.open' : 'write.do')}
          </LinkButton>
        )}
        {bond && (
          <LinkButton
            small
            icon={bond === 'none' ? UserPlus : Users}
            look={bond === 'asksMe' && !write?.to ? 'primary' : 'secondary'}
            to={href.askContact(page.handle)}
          >
            {t(`bond.${bond}`)}
          </LinkButton>
        )}
      </div>
      {write?.why && <p className="text-muted">{write.why}</p>}
    </div>
  )
}
