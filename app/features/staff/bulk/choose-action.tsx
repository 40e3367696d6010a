import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Form } from '#app/ui/form.tsx'
import { type Option, Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'

interface ChooseActionProps {
  /** What this viewer may do to many. */
  actions: readonly string[]
  tiers: readonly Option[]
  lists: readonly { id: string; name: string; joined: boolean }[]
  fields: readonly string[]
  today: string
  faults: Readonly<Record<string, string>>
  typed: Readonly<Record<string, string>>
}

/** One card for each thing that can be done; nothing happens before it is confirmed. */
export function ChooseAction({ actions, tiers, lists, fields, today, faults, typed }: ChooseActionProps) {
  const { t } = useTranslation('bulk')
  const wrong = (field: string) => faults[field] && t(`faults.${faults[field]}`)
  const mayDo = (action: string) => actions.includes(action)
  const [on, off] = [lists.filter(({ joined }) => joined), lists]
  const optionsOf = (some: typeof lists, way: string) =>
    some.map(({ id, name }) => ({ value: `${way} ${id}`, label: name }))
  return (
    <>
      {mayDo('dues') && tiers.length > 0 && (
        <ActionCard action="dues">
          <Select name="tier" label={t('dues.tier')} options={tiers} defaultValue={typed.tier} error={wrong('tier')} />
          <div className="grid items-end gap-4 sm:grid-cols-2">
            <TextInput
              name="from"
              type="date"
              label={t('dues.from')}
              defaultValue={typed.from ?? today}
              error={wrong('from')}
              required
            />
            <TextInput
              name="until"
              type="date"
              label={t('dues.until')}
              hint={t('dues.untilHint')}
              optional={t('optional')}
              defaultValue={typed.until}
              error={wrong('until')}
            />
          </div>
        </ActionCard>
      )}
      {mayDo('list') && lists.length > 0 && (
        <ActionCard action="list">
          <Select
            name="list"
            label={t('list.which')}
            empty={t('list.empty')}
            options={[
              { label: t('list.off'), options: optionsOf(off, 'off') },
              ...(on.length > 0 ? [{ label: t('list.on'), options: optionsOf(on, 'on') }] : []),
            ]}
            defaultValue={typed.list ?? ''}
            error={wrong('list')}
          />
        </ActionCard>
      )}
      {mayDo('reminder') && tiers.length > 0 && <ActionCard action="reminder" />}
      {mayDo('invitation') && <ActionCard action="invitation" />}
      {mayDo('value') && <ValueCards {...{ fields, typed, faults }} />}
    </>
  )
}

function ValueCards({ fields, typed, faults }: Pick<ChooseActionProps, 'fields' | 'typed' | 'faults'>) {
  const { t } = useTranslation('bulk')
  const wrong = (field: string) => faults[field] && t(`faults.${faults[field]}`)
  return (
    <>
      <ActionCard action="invalid">
        <RadioGroup
          name="invalid"
          legend={t('invalid.which')}
          defaultValue="yes"
          options={['yes', 'no'].map((value) => ({ value, label: t(`invalid.${value}`) }))}
        />
      </ActionCard>
      <ActionCard action="value">
        <Select
          name="field"
          label={t('value.field')}
          options={fields.map((field) => ({ value: field, label: t(`fields.${field}`) }))}
          defaultValue={typed.field}
          error={wrong('field')}
        />
        <TextInput
          name="value"
          label={t('value.value')}
          hint={t('value.hint')}
          defaultValue={typed.value}
          error={wrong('value')}
        />
      </ActionCard>
    </>
  )
}

function ActionCard({ action, children }: { action: string; children?: ReactNode }) {
  const { t } = useTranslation('bulk')
  return (
    <Card id={action} title={t(`${action}.title`)}>
      <p className="reading">{t(`${action}.what`)}</p>
      <Form method="post" discover="none" className="form-stack">
        <input type="hidden" name="action" value={action} />
        {children}
        <div>
          <Button look="secondary" aria-describedby={`${action}-title`}>
            {t('choose.next')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}
