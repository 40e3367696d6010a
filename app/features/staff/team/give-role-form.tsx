import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'

type GiveRoleFormProps = { roles: readonly string[]; today: string; withLogin?: boolean; typedLogin?: string }

/** A role for a time; without the account where the page is about one. */
export function GiveRoleForm({ roles, today, withLogin, typedLogin }: GiveRoleFormProps) {
  const { t } = useTranslation('admin')
  return (
    <Card id="donner" title={t('account.give')}>
      <Form method="post" className="form-stack">
        <input type="hidden" name="intent" value="give" />
        <p className="text-muted">{t('account.giveHint')}</p>
        {withLogin && (
          <TextInput
            name="login"
            label={t('team.login')}
            hint={t('team.loginHint')}
            defaultValue={typedLogin ?? ''}
            autoCapitalize="none"
            required
          />
        )}
        <div className="grid gap-4 sm:grid-cols-3">
          <Select
            name="role"
            label={t('account.role')}
            options={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
          />
          <TextInput name="from" type="date" label={t('account.start')} defaultValue={today} required />
          <TextInput
            name="until"
            type="date"
            label={t('account.stop')}
            hint={t('account.stopHint')}
            optional={t('optional')}
          />
        </div>
        <div>
          <Button look="secondary">{t('team.submit')}</Button>
        </div>
      </Form>
    </Card>
  )
}
