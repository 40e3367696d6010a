/** One's own requests, on either side: those that wait first. */
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { longDay } from '#app/i18n/format.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Card } from '#app/ui/card.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import type { RequestLine } from './mentoring.server.ts'

const TONES: Partial<Record<RequestLine['state'], 'warning' | 'success'>> = { asked: 'warning', accepted: 'success' }

export function RequestRows({ lines }: { lines: readonly RequestLine[] }) {
  const { t, i18n } = useTranslation('mentoring')
  if (lines.length === 0) return null
  return (
    <Card id="demandes" title={t('mine')} flush>
      <Rows plain>
        {lines.map(({ id, side, state, name, handle, at }) => (
          <Row
            key={id}
            data-request={id}
            data-state={state}
            data-person={handle ?? undefined}
            to={href.mentoringRequest(id)}
            title={name ?? t('unknown')}
            note={t(`sides.${side}`, { day: longDay(at, i18n.language) })}
            end={<Badge tone={TONES[state] ?? 'neutral'}>{t(`states.${state}`)}</Badge>}
          />
        ))}
      </Rows>
    </Card>
  )
}
