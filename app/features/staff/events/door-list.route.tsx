import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { EventWhen } from '#app/domain/events/event-card.tsx'
import { Title } from '#app/domain/search/person-line.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { readDoorList } from './door.server.ts'

/** GET `/admin/evenements/:event/liste`: the door on paper, where there is no network. */
export async function loader(args: LoaderFunctionArgs) {
  return readDoorList(await open(args, { needs: 'events' }), args.params.event ?? '')
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function DoorList() {
  const { t } = useTranslation('events')
  const page = useLoaderData<typeof loader>()
  const trail = [
    { to: href.eventDesk(page.id), text: page.event },
    { to: href.eventDoor(page.id), text: t('door.title') },
    { text: page.title },
  ]
  return (
    <div className="stack">
      <PageHeading title={page.event} above={<Breadcrumbs label={t('trail')} items={trail} />} />
      <p>
        <EventWhen one={page} zoned />
      </p>
      <p className="no-print">{t('door.print')}</p>
      <Table
        id="liste"
        caption={page.title}
        head={
          <>
            <ColumnHead>{t('door.box')}</ColumnHead>
            <ColumnHead>{t('workbook.name')}</ColumnHead>
            <ColumnHead>{t('workbook.seats')}</ColumnHead>
          </>
        }
      >
        {page.people.map((one) => (
          <tr key={one.personId} data-person={one.line?.handle}>
            <Cell>{one.enteredAt ? '☑' : '☐'}</Cell>
            <RowHead>
              {one.line ? <Title line={one.line} /> : t('people.someone')}
              {one.guests.length > 0 && (
                <div className="text-muted font-normal">{t('people.with', { names: one.guests.join(', ') })}</div>
              )}
            </RowHead>
            <Cell>{one.seats}</Cell>
          </tr>
        ))}
      </Table>
    </div>
  )
}
