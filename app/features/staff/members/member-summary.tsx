import CreditCard from 'lucide-react/icons/credit-card'
import Mail from 'lucide-react/icons/mail'
import MailPlus from 'lucide-react/icons/mail-plus'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { useHolds } from '#app/features/staff/desk/held-actions.ts'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import type { MemberSummary } from './member-summary.server.ts'

const TONES = { forLife: 'success', until: 'success', ended: 'warning', never: 'neutral' } as const

/** Dues, account and address at a glance, and the three things one comes for. */
export function MemberSummaryBar({ handle, summary }: { handle: string; summary: MemberSummary }) {
  const { t } = useTranslation('admin')
  const holds = useHolds()
  const { dues, duesDay, account, seen, email, invalid } = summary
  return (
    <div className="card grid gap-3">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={TONES[dues]}>{t(`summary.dues.${dues}`, { day: duesDay })}</Badge>
        <Badge tone={account === 'closed' ? 'error' : 'neutral'}>{t(`summary.account.${account}`)}</Badge>
        {invalid && <Badge tone="error">{t('members.invalid')}</Badge>}
        {seen && <span className="text-muted">{t('summary.seen', { day: seen })}</span>}
      </p>
      <div className="actions">
        {email && (
          <LinkButton small look="secondary" icon={Mail} to={`mailto:${email}`}>
            {t('summary.write')}
          </LinkButton>
        )}
        {holds('keep-books') && (
          <LinkButton
            small
            look="secondary"
            icon={CreditCard}
            to={`${href.recordSale}?personne=${encodeURIComponent(handle)}`}
          >
            {t('summary.pay')}
          </LinkButton>
        )}
        {holds('accounts') && (account === 'none' || account === 'waiting') && (
          <LinkButton small look="secondary" icon={MailPlus} to={href.memberAccount(handle)}>
            {t('summary.invite')}
          </LinkButton>
        )}
      </div>
    </div>
  )
}
