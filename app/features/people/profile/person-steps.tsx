import Ban from 'lucide-react/icons/ban'
import Ellipsis from 'lucide-react/icons/ellipsis'
import Flag from 'lucide-react/icons/flag'
import Mail from 'lucide-react/icons/mail'
import Printer from 'lucide-react/icons/printer'
import UserPlus from 'lucide-react/icons/user-plus'
import Users from 'lucide-react/icons/users'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Menu } from '#app/ui/menu.tsx'
import { MenuLink } from '#app/ui/nav.tsx'
import type { ProfilePage } from './profile.server.ts'

/** What one may do about the person, in one bar under their name; previews, and one's own page, have none. */
export function PersonSteps({ page }: { page: ProfilePage }) {
  const { t } = useTranslation('profile')
  const { bond, write } = page
  if (page.own || page.seenAs) return null
  return (
    <nav data-steps aria-label={t('person:more.steps')} className="no-print grid gap-3 justify-self-stretch">
      <div className="person-steps actions">
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
            {t(`person:bond.${bond}`)}
          </LinkButton>
        )}
        <More page={page} />
      </div>
      {write?.why && <p className="text-muted">{write.why}</p>}
    </nav>
  )
}

/** « ⋯ »: what is seldom done. */
function More({ page: { handle, reports, bond } }: { page: ProfilePage }) {
  const { t } = useTranslation('profile')
  const blocks = bond !== null && bond !== 'blocked'
  if (!reports && !blocks)
    return (
      <Button small look="secondary" type="button" icon={Printer} className="needs-script" data-print>
        {t('person:more.print')}
      </Button>
    )
  return (
    <Menu
      look="btn btn-secondary btn-small"
      button={
        <>
          <Icon of={Ellipsis} />
          <span className="sr-only">{t('person:more.label')}</span>
        </>
      }
    >
      <button type="button" className="menu-item needs-script" data-print>
        <Icon of={Printer} />
        {t('person:more.print')}
      </button>
      {reports && <MenuLink icon={Flag} to={href.reportProfile(handle)} text={t('person:more.report')} />}
      {blocks && <MenuLink icon={Ban} to={`${href.askContact(handle)}#bloquer`} text={t('person:more.block')} />}
    </Menu>
  )
}
