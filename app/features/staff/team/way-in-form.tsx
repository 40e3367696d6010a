import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'

/** Sends the owner a link to choose a password: whoever presses neither chooses nor sees one [S2]. */
export function WayInForm({ account, active, first }: { account?: string; active: boolean; first?: boolean }) {
  const { t } = useTranslation('admin')
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="way-in" />
      {account && <input type="hidden" name="account" value={account} />}
      <Button look={first ? 'primary' : 'secondary'} small={!first}>
        {t(active ? 'account.reset' : 'account.invite')}
      </Button>
    </Form>
  )
}
