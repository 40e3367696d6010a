import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { MEMBER_STATES, type MembersQuery } from '#app/domain/search/members-address.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'

type MemberFiltersProps = {
  query: MembersQuery
  statuses: readonly string[]
  roles: readonly string[]
  count: number
  /** Columns and sort, which stay. */
  keep: readonly { name: string; value: string }[]
}

/** Promotion, role, situation and state, asked by GET; the words typed in the search stay. */
export function MemberFilters({ query, statuses, roles, count, keep }: MemberFiltersProps) {
  const { t } = useTranslation('admin')
  return (
    <Disclosure summary={count > 0 ? t('members.filterCount', { count }) : t('actions.filter')} framed open={count > 0}>
      <Form method="get" action={href.members} className="form-stack" key={JSON.stringify(query)}>
        {query.q && <input type="hidden" name="q" value={query.q} />}
        {query.import && <input type="hidden" name="import" value={query.import} />}
        {keep.map((entry) => (
          <input key={entry.name} type="hidden" {...entry} />
        ))}
        <div className="grid gap-4 sm:grid-cols-2">
          <TextInput
            name="promo"
            label={t('fields.promotion')}
            inputMode="numeric"
            narrow
            defaultValue={query.promo ?? ''}
          />
          <Select
            name="role"
            label={t('members.role')}
            empty={t('members.any')}
            options={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
            defaultValue={query.role ?? ''}
          />
          <Select
            name="etat"
            label={t('members.state')}
            empty={t('members.any')}
            options={MEMBER_STATES.map((state) => ({ value: state, label: t(`members.states.${state}`) }))}
            defaultValue={query.etat ?? ''}
          />
          {statuses.length > 0 && (
            <Select
              name="situation"
              label={t('fields.status')}
              empty={t('members.any')}
              options={statuses.map((status) => ({ value: status, label: status }))}
              defaultValue={query.situation ?? ''}
            />
          )}
          <TextInput name="entreprise" label={t('fields.company')} defaultValue={query.entreprise ?? ''} />
        </div>
        <Actions>
          <Button look="secondary">{t('actions.filter')}</Button>
          {count > 0 && (
            <LinkButton look="quiet" to={href.members}>
              {t('members.clear')}
            </LinkButton>
          )}
        </Actions>
      </Form>
    </Disclosure>
  )
}
