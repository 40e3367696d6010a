/** The agenda by months: a table of weeks, which on a phone is a list of the days that have something. */
import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { isElsewhere, localTime } from '#app/domain/events/event-times.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import type { readMonth } from './month.server.ts'
import type { MonthDay, MonthEvent } from './month.ts'
import { weekdays } from './month-words.ts'

type Month = SerializeFrom<typeof readMonth>

export function MonthView({ month, none }: { month: Month; none: string }) {
  const { t } = useTranslation(['agenda', 'agenda-views'])
  const { name, total, weeks, previous, next, cut } = month
  return (
    <section className="stack" data-total={total} aria-labelledby="mois">
      <h2 id="mois" className="event-month">
        {name}
      </h2>
      <Pagination
        label={t('agenda-views:month.others')}
        summary={total === 0 ? none : t('agenda-views:month.count', { count: total })}
        previous={previous}
        next={next}
      />
      {cut && <p>{t('agenda-views:cut')}</p>}
      <table className={total === 0 ? 'month month-empty' : 'month'}>
        <caption className="sr-only">{name}</caption>
        <Heads />
        <tbody>
          {weeks.map((week, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: weeks have no other name, and never change places
            <tr key={`${name} ${i}`}>
              {week.map((one, column) => (
                <Day key={one?.day ?? `${name} ${i} ${column}`} one={one} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Heads() {
  const { i18n } = useTranslation(['agenda', 'agenda-views'])
  return (
    <thead>
      <tr>
        {weekdays(i18n.language).map(({ long, short }) => (
          <th key={long} scope="col" abbr={long}>
            {short}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Day({ one }: { one: MonthDay | null }) {
  if (!one) return <td className="month-out" />
  const { day, said, isToday, events } = one
  return (
    <td
      className={events.length > 0 ? 'month-day' : 'month-day month-free'}
      aria-current={isToday ? 'date' : undefined}
    >
      <time dateTime={day}>
        <span className="month-number">{Number(day.slice(8))}</span>
        <span className="month-said">{said}</span>
      </time>
      {events.length > 0 && (
        <ul>
          {events.map((event) => (
            <Entry key={event.slug} event={event} />
          ))}
        </ul>
      )}
    </td>
  )
}

function Entry({ event: { slug, title, state, startsLocal, zone, goesOn } }: { event: MonthEvent }) {
  const { t } = useTranslation(['agenda', 'agenda-views'])
  const marks = [
    goesOn ? t('agenda-views:month.goesOn') : localTime(startsLocal),
    ...(isElsewhere(zone) && !goesOn ? [t(`zones.${zone}`)] : []),
    ...(state === 'full' || state === 'cancelled' ? [t(`states.${state}`)] : []),
  ]
  return (
    <li className="month-event" data-event={slug} data-state={state}>
      <Anchor to={href.event(slug)}>{title}</Anchor>
      <span className="month-marks">{marks.join(' · ')}</span>
    </li>
  )
}
