import { useTranslation } from 'react-i18next'
import { longDay } from '#app/i18n/format.ts'
import { Card } from '#app/ui/card.tsx'
import { DecisionForm } from './decision-form.tsx'
import type { ProposedGroup } from './desk.server.ts'

/** A group that a member proposes, and the decision. */
export function ProposalCard({ one }: { one: ProposedGroup }) {
  const { t, i18n } = useTranslation('groups')
  return (
    <Card id={`proposition-${one.id}`} title={one.name}>
      <p className="text-sm text-muted" data-state="pending">
        {one.by ? <span data-person={one.by.handle}>{one.by.name}</span> : t('someone')}
        {` · ${longDay(one.at, i18n.language)} · ${t(`kinds.${one.kind}`)} · ${t(`joining.${one.joining}`)}`}
      </p>
      <p className="reading whitespace-pre-line break-words">{one.about}</p>
      <DecisionForm
        id={one.id}
        subject={one.name}
        hidden={{ id: one.id }}
        name="intent"
        yes={{ value: 'accept', text: t('desk.accept') }}
        no={{ value: 'refuse', text: t('things.refuse') }}
      />
    </Card>
  )
}
