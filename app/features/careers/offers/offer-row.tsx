import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { longDay } from '#app/i18n/format.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Row } from '#app/ui/list-row.tsx'
import type { ShownLine } from './shown-offer.server.ts'

export const STATE_TONES = {
  draft: 'warning',
  pending: 'info',
  published: 'success',
  refused: 'error',
  withdrawn: undefined,
  hidden: 'error',
  ended: undefined,
} as const

/** @returns kind or contract, place and remote work, in a line */
export function usePlaceWords() {
  const { t } = useTranslation('offers')
  return ({ kind, contract, town, country, remote }: ShownLine) =>
    [
      contract ? t(`contracts.${contract}`) : t(`kinds.${kind}`),
      country ? `${town}, ${country}` : town,
      remote === 'none' ? null : t(`remote.${remote}`),
    ]
      .filter(Boolean)
      .join(' · ')
}

/** One offer in a list of what is on line. */
export function OfferRow({ one }: { one: ShownLine }) {
  const { t, i18n } = useTranslation('offers')
  const place = usePlaceWords()
  return (
    <Row
      data-offer={one.id}
      data-state={one.state}
      to={href.offer(one.id)}
      title={one.title}
      note={`${one.company} · ${place(one)}`}
      end={
        <span className="flex items-center gap-2">
          {one.relays > 0 && <Badge tone="success">{t('relayed')}</Badge>}
          <time className="text-sm text-muted" dateTime={one.at}>
            {longDay(one.at, i18n.language)}
          </time>
        </span>
      }
    />
  )
}
