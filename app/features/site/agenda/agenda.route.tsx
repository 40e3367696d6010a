import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import CalendarDays from 'lucide-react/icons/calendar-days'
import CalendarPlus from 'lucide-react/icons/calendar-plus'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { EventCard } from '#app/domain/events/event-card.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/pagination.tsx'
import { readAgenda } from './agenda.server.ts'
import { AgendaFilters } from './filters.tsx'
import { MonthView } from './month.tsx'
import { TownMapView } from './town-map.tsx'
import { Ways } from './ways.tsx'

/** GET `/evenements` (S3, I10). */
export async function loader(args: LoaderFunctionArgs) {
  return readAgenda(await open(args))
}

export const meta = pageMeta

export default function Agenda() {
  const { t } = useTranslation(['agenda', 'agenda-views'])
  const page = useLoaderData<typeof loader>()
  const { title, wish, writes, mine, narrowed, list, month, map } = page
  const none = t(narrowed ? 'noneNarrowed' : wish.past ? 'nonePast' : 'noneText')
  return (
    <div className="stack">
      <PageHeading
        title={title}
        lead={t('lead')}
        actions={
          <>
            {writes && <LinkButton to={href.eventNew}>{t('write')}</LinkButton>}
            <LinkButton look="quiet" icon={CalendarPlus} to={href.eventsCalendar}>
              {t('calendar.feed')}
            </LinkButton>
            {mine && (
              <LinkButton look="secondary" to={href.ownAgenda}>
                {t('own.title')}
              </LinkButton>
            )}
          </>
        }
      />
      <Ways page={page} />
      <AgendaFilters page={page} />
      {month && <MonthView month={month} none={t(narrowed ? 'noneNarrowed' : 'agenda-views:month.none')} />}
      {(list ?? map)?.total === 0 && (
        <EmptyState icon={CalendarDays} title={t('none')}>
          <p>{none}</p>
        </EmptyState>
      )}
      {list && list.total > 0 && <List list={list} />}
      {map && map.total > 0 && <TownMapView map={map} />}
    </div>
  )
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

function List({ list: { total, months, previous, next, page, pages } }: { list: NonNullable<Page['list']> }) {
  const { t } = useTranslation('agenda')
  return (
    <>
      <div className="stack" data-total={total}>
        {months.map(({ month, lines }) => (
          <section key={month} className="stack">
            <h2 className="event-month">{month}</h2>
            <ul className="event-list">
              {lines.map((one) => (
                <EventCard key={one.id} one={one} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {(previous || next) && (
        <Pagination
          label={t('pages.label')}
          summary={t('pages.summary', { page, pages })}
          previous={previous ? { to: previous, text: t('pages.previous') } : null}
          next={next ? { to: next, text: t('pages.next') } : null}
        />
      )}
    </>
  )
}
