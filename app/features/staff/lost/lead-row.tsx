import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { longDay } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import type { Lead } from './desk.server.ts'

const TONES = { accepted: 'success', asked: 'warning', held: 'neutral', received: 'neutral' } as const

/** One address in quarantine: about whom, from whom, and what may be done with it. */
export function LeadRow({
  lead: { id, handle, name, promotion, address, state, sender, at, expiresAt },
}: {
  lead: Lead
}) {
  const { t, i18n } = useTranslation('lost')
  const known = (Object.keys(TONES) as (keyof typeof TONES)[]).find((one) => one === state) ?? 'held'
  return (
    <li className="card" data-lead={id} data-state={state}>
      <div className="card-head">
        <h3 className="text-lg">
          <Anchor to={href.member(handle)}>{name}</Anchor> {promotion && t('desk.year', { year: promotion })}
        </h3>
        <Badge {...(TONES[known] === 'neutral' ? {} : { tone: TONES[known] })}>{t(`desk.states.${known}`)}</Badge>
      </div>
      <p>{address}</p>
      <p className="text-muted">
        {t('desk.from', { sender: sender ?? t('desk.somebody'), day: longDay(at.slice(0, 10), i18n.language) })}{' '}
        {t('desk.until', { day: longDay(expiresAt.slice(0, 10), i18n.language) })}
      </p>
      <Form method="post" className="actions">
        <input type="hidden" name="id" value={id} />
        {state === 'accepted' && (
          <Button small name="intent" value="add">
            {t('desk.add')} <span className="sr-only">{name}</span>
          </Button>
        )}
        <Button small look="secondary" name="intent" value="drop">
          {t('desk.drop')} <span className="sr-only">{name}</span>
        </Button>
      </Form>
    </li>
  )
}
