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

type PartProps = Pick<ChooseActionProps, 'typed'> & { wrong: (field: string) => string | undefined }

/** Which one thing is to be done, then what it asks for; nothing happens before it is confirmed. */
export function ChooseAction({ actions, tiers, lists, fields, today, faults, typed }: ChooseActionProps) {
  const { t } = useTranslation('bulk')
  const wrong = (field: string) => faults[field] && t(`faults.${faults[field]}`)
  const part = { typed, wrong }
  const mayDo = (action: string) => actions.includes(action)
  const offered: [kind: string, isOffered: boolean, own?: ReactNode][] = [
    ['dues', mayDo('dues') && tiers.length > 0, <DuesFields key="dues" {...part} {...{ tiers, today }} />],
    ['list', mayDo('list') && lists.length > 0, <ListFields key="list" {...part} lists={lists} />],
    ['reminder', mayDo('reminder') && tiers.length > 0],
    ['invitation', mayDo('invitation')],
    ['invalid', mayDo('value'), <InvalidFields key="invalid" />],
    ['value', mayDo('value'), <ValueFields key="value" {...part} fields={fields} />],
  ]
  const kinds = offered.filter(([, isOffered]) => isOffered)
  return (
    <Card id="agir">
      <Form method="post" className="form-stack">
        <RadioGroup
          name="action"
          legend={t('choose.which')}
          error={wrong('action')}
          defaultValue={typed.action ?? (kinds.length === 1 ? kinds[0]![0] : null)}
          options={kinds.map(([kind, , own]) => ({
            value: kind,
            label: t(`${kind}.title`),
            inside: (
              <>
                <p className="text-muted">{t(`${kind}.what`)}</p>
                {own}
              </>
            ),
          }))}
        />
        <div>
          <Button>{t('choose.next')}</Button>
        </div>
      </Form>
    </Card>
  )
}

function DuesFields({ typed, wrong, tiers, today }: PartProps & Pick<ChooseActionProps, 'tiers' | 'today'>) {
  const { t } = useTranslation('bulk')
  return (
    <>
      <Select name="tier" label={t('dues.tier')} options={tiers} defaultValue={typed.tier} error={wrong('tier')} />
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <TextInput
          name="from"
          type="date"
          label={t('dues.from')}
          defaultValue={typed.from ?? today}
          error={wrong('from')}
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
    </>
  )
}

function ListFields({ typed, wrong, lists }: PartProps & Pick<ChooseActionProps, 'lists'>) {
  const { t } = useTranslation('bulk')
  const on = lists.filter(({ joined }) => joined)
  const optionsOf = (some: typeof lists, way: string) =>
    some.map(({ id, name }) => ({ value: `${way} ${id}`, label: name }))
  return (
    <Select
      name="list"
      label={t('list.which')}
      empty={t('list.empty')}
      options={[
        { label: t('list.off'), options: optionsOf(lists, 'off') },
        ...(on.length > 0 ? [{ label: t('list.on'), options: optionsOf(on, 'on') }] : []),
      ]}
      defaultValue={typed.list ?? ''}
      error={wrong('list')}
    />
  )
}

function InvalidFields() {
  const { t } = useTranslation('bulk')
  return (
    <RadioGroup
      name="invalid"
      legend={t('invalid.which')}
      defaultValue="yes"
      options={['yes', 'no'].map((value) => ({ value, label: t(`invalid.${value}`) }))}
    />
  )
}

function ValueFields({ typed, wrong, fields }: PartProps & Pick<ChooseActionProps, 'fields'>) {
  const { t } = useTranslation('bulk')
  return (
    <>
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
    </>
  )
}
