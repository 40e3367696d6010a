import { useTranslation } from 'react-i18next'
import type { Waiting } from '#app/domain/groups/moderate.server.ts'
import { longMoment } from '#app/i18n/format.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Textarea } from '#app/ui/text-input.tsx'

/** One thing that waits, and the decision about these very words. */
export function WaitingCard({ one }: { one: Waiting }) {
  const { t, i18n } = useTranslation('groups')
  const shown = one.kind === 'comment' ? { 'data-comment': one.id } : { 'data-post': one.id }
  return (
    <li className="card" {...shown} data-state="pending">
      <div className="card-head">
        <h2 className="text-lg">{one.title}</h2>
        <Badge>{t(`things.kinds.${one.kind}`)}</Badge>
      </div>
      <p className="text-sm text-muted">
        {one.author ? <span data-person={one.author.handle}>{one.author.name}</span> : t('someone')}
        {` · ${one.group} · ${longMoment(one.at, i18n.language)}`}
      </p>
      {one.before !== null && (
        <>
          <h3 className="text-base">{t('things.before')}</h3>
          <p className="reading whitespace-pre-line break-words text-muted">{one.before}</p>
          <h3 className="text-base">{t('things.after')}</h3>
        </>
      )}
      <p className="reading my-2 whitespace-pre-line break-words">{one.text}</p>
      <Form method="post" className="form-stack" discover="none">
        <input type="hidden" name="kind" value={one.kind} />
        <input type="hidden" name="id" value={one.id} />
        <input type="hidden" name="hash" value={one.hash} />
        <Textarea
          name="because"
          id={`because-${one.id}`}
          label={t('things.because')}
          hint={t('things.becauseHint')}
          rows={2}
        />
        <div className="actions">
          <Button small name="decision" value="approve">
            {t('things.approve')} <span className="sr-only">{one.title}</span>
          </Button>
          <Button small look="secondary" name="decision" value="refuse">
            {t('things.refuse')} <span className="sr-only">{one.title}</span>
          </Button>
        </div>
      </Form>
    </li>
  )
}
