import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/choice.tsx'
import { Form } from '#app/ui/form.tsx'
import { Select } from '#app/ui/select.tsx'
import { CHANNELS } from '#app/vocabulary/audiences.ts'
import type { Question } from './ask.server.ts'

const RELATIONS = ['stranger', 'friend', 'contact', 'self'] as const

type AskFormProps = { question: Question; roles: readonly string[]; name: string }

/** Who looks, at whom, where: by GET, so that the answer has an address. */
export function AskForm({ question, roles, name }: AskFormProps) {
  const { t } = useTranslation('admin')
  return (
    <Form method="get" action={href.askRules} className="card form-stack" key={JSON.stringify(question)}>
      <input type="hidden" name="personne" value={question.handle} />
      <p data-person={question.handle}>
        <strong>{name}</strong> <Anchor to={href.askRules}>{t('picker.other')}</Anchor>
      </p>
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          name="role"
          label={t('ask.role')}
          defaultValue={question.role}
          options={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
        />
        <Select
          name="lien"
          label={t('ask.relation')}
          defaultValue={question.relation}
          options={RELATIONS.map((relation) => ({ value: relation, label: t(`ask.relations.${relation}`) }))}
        />
        <Select
          name="support"
          label={t('rules.channel')}
          defaultValue={question.channel}
          options={CHANNELS.map((channel) => ({ value: channel, label: t(`rules.channels.${channel}`) }))}
        />
      </div>
      <Checkbox name="acces" label={t('ask.pass')} defaultChecked={question.hasPass} />
      <div>
        <Button>{t('ask.submit')}</Button>
      </div>
    </Form>
  )
}
