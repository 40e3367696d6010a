import { useTranslation } from 'react-i18next'
import type { StaffAccount } from '#app/domain/accounts/accounts.server.ts'
import { shortDay, shortMoment } from '#app/i18n/format.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import { WayInForm } from './way-in-form.tsx'

/** One account with what may be done to it: nothing here shows or sets a password. */
export function AccountCard({ account }: { account: StaffAccount }) {
  const { t, i18n } = useTranslation('admin')
  const { login, forms, email, createdAt, lastLoginAt, disabledAt, activated } = account
  const state = disabledAt ? 'error' : activated ? 'success' : 'warning'
  return (
    <Card id={`compte-${account.id}`} title={t('account.title')}>
      <DefinitionList>
        <Definition term={t('account.login')}>{login}</Definition>
        {forms.length > 0 && <Definition term={t('account.forms')}>{forms.join(', ')}</Definition>}
        {email && <Definition term={t('account.email')}>{email}</Definition>}
        <Definition term={t('account.state')}>
          <Badge tone={state}>
            {disabledAt
              ? t('account.closed', { day: shortDay(disabledAt, i18n.language) })
              : t(activated ? 'account.open' : 'account.noPassword')}
          </Badge>
        </Definition>
        <Definition term={t('account.opened')}>{shortDay(createdAt, i18n.language)}</Definition>
        <Definition term={t('account.lastLogin')}>
          {lastLoginAt ? shortMoment(lastLoginAt, i18n.language) : t('account.never')}
        </Definition>
      </DefinitionList>
      {!disabledAt && (
        <div className="my-4">
          <WayInForm account={account.id} active={activated} />
        </div>
      )}
      {disabledAt ? <EnableForm id={account.id} /> : <DisableForm id={account.id} />}
    </Card>
  )
}

function EnableForm({ id }: { id: string }) {
  const { t } = useTranslation('admin')
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="enable" />
      <input type="hidden" name="account" value={id} />
      <Button look="secondary" small>
        {t('account.enable')}
      </Button>
    </Form>
  )
}

function DisableForm({ id }: { id: string }) {
  const { t } = useTranslation('admin')
  return (
    <Disclosure summary={t('account.disable')}>
      <Form method="post" className="form-stack">
        <p>{t('account.disableWhy')}</p>
        <input type="hidden" name="intent" value="disable" />
        <input type="hidden" name="account" value={id} />
        <TextInput
          id={`motif-${id}`}
          name="reason"
          label={t('account.reason')}
          hint={t('account.reasonHint')}
          maxLength={500}
          required
        />
        <div>
          <Button look="danger" small>
            {t('account.disable')}
          </Button>
        </div>
      </Form>
    </Disclosure>
  )
}
