import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { MEMBER_FILTERS, type MemberColumn, type MembersQuery } from '#app/domain/search/members-address.ts'
import { Button } from '#app/ui/button.tsx'
import { CheckboxGroup } from '#app/ui/choice.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'

type Props = {
  query: MembersQuery
  columns: { offered: readonly MemberColumn[]; shown: readonly MemberColumn[] }
}

/** Which columns the list shows, asked by GET: the address keeps them. */
export function ColumnChoice({ query, columns: { offered, shown } }: Props) {
  const { t } = useTranslation('admin')
  const keep = [...MEMBER_FILTERS, 'tri' as const].flatMap((name) =>
    query[name] === undefined ? [] : [{ name, value: String(query[name]) }],
  )
  return (
    <Disclosure summary={t('members.columns.title')} framed>
      <Form method="get" action={href.members} className="form-stack" key={shown.join()}>
        {keep.map((entry) => (
          <input key={entry.name} type="hidden" {...entry} />
        ))}
        <CheckboxGroup
          name="colonnes"
          legend={t('members.columns.legend')}
          inline
          defaultValues={shown}
          options={offered.map((value) => ({ value, label: t([`members.columns.${value}`, `fields.${value}`]) }))}
        />
        <Actions>
          <Button look="secondary">{t('members.columns.show')}</Button>
        </Actions>
      </Form>
    </Disclosure>
  )
}
