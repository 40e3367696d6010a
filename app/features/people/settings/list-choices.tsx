import { useTranslation } from 'react-i18next'
import { CheckboxGroup } from '#app/ui/choice.tsx'
import type { readSubscriptions } from './subscriptions.server.ts'

type List = Awaited<ReturnType<typeof readSubscriptions>>['lists'][number]

/** The association's lists, each with what is particular: on paper, for who is paid up, not agreed to yet. */
export function ListChoices({ lists }: { lists: readonly List[] }) {
  const { t } = useTranslation('notices')
  const noteOf = ({ paper, paidOnly, waits }: List) =>
    [paper && t('subscriptions.paper'), paidOnly && t('subscriptions.paidOnly'), waits && t('subscriptions.waits')]
      .filter(Boolean)
      .join(' · ')
  return (
    <CheckboxGroup
      name="list"
      legend={t('subscriptions.lists')}
      hint={t('subscriptions.listsHint')}
      defaultValues={lists.filter(({ on }) => on).map(({ id }) => id)}
      options={lists.map((list) => ({ value: list.id, label: list.name, hint: noteOf(list) || undefined }))}
    />
  )
}
