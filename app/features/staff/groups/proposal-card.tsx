import { useTranslation } from 'react-i18next'
import { longDay } from '#app/i18n/format.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { Textarea } from '#app/ui/text-input.tsx'
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
      <Form method="post" className="form-stack" discover="none">
        <input type="hidden" name="id" value={one.id} />
        <Textarea
          name="because"
          id={`because-${one.id}`}
          label={t('things.because')}
          hint={t('things.becauseHint')}
          rows={2}
        />
        <div className="actions">
          <Button small name="intent" value="accept">
            {t('desk.accept')} <span className="sr-only">{one.name}</span>
          </Button>
          <Button small look="secondary" name="intent" value="refuse">
            {t('things.refuse')} <span className="sr-only">{one.name}</span>
          </Button>
        </div>
      </Form>
    </Card>
  )
}
