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
import { Tabs } from '#app/ui/tabs.tsx'
import { readAgenda } from './agenda.server.ts'
import { AgendaFilters } from './filters.tsx'

/** GET `/evenements` (S3, I10). */
export async function loader(args: LoaderFunctionArgs) {
  return readAgenda(await open(args))
}

export const meta = pageMeta

export default function Agenda() {
  const { t } = useTranslation('agenda')
  const page = useLoaderData<typeof loader>()
  const { title, total, months, wish, other, writes, mine, narrowed, previous, next } = page
  return (
    <div className="stack">
      <PageHeading
        title={title}
        lead={t('lead')}
        actions={
          <>
            {writes && <LinkButton to={href.eventNew}>{t('write')}</LinkButton>}
            <LinkButton look="quiet" icon={CalendarPlus} to={href.eventsCalendar} whole>
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
      <Tabs
        label={t('when.label')}
        tabs={[
          { to: wish.past ? other : href.events, text: t('when.next'), current: !wish.past },
          { to: wish.past ? href.events : other, text: t('when.past'), current: wish.past },
        ]}
      />
      <AgendaFilters page={page} />
      {total === 0 ? (
        <EmptyState icon={CalendarDays} title={t('none')}>
          <p>{t(narrowed ? 'noneNarrowed' : wish.past ? 'nonePast' : 'noneText')}</p>
        </EmptyState>
      ) : (
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
      )}
      {(previous || next) && (
        <Pagination
          label={t('pages.label')}
          summary={t('pages.summary', { page: page.page, pages: page.pages })}
          previous={previous ? { to: previous, text: t('pages.previous') } : null}
          next={next ? { to: next, text: t('pages.next') } : null}
        />
      )}
    </div>
  )
}
