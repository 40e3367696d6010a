/** The agenda on a map, and the same events town by town in a table. Needs no script. */
import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { localDay, localTime } from '#app/domain/events/event-times.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { MapDrawing } from '#app/ui/map-drawing.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { ViewSwitch } from '#app/ui/tabs.tsx'
import type { readTownMap } from './town-map.server.ts'

type TownMap = SerializeFrom<typeof readTownMap>
type Row = TownMap['townless'][number]

export function TownMapView({ map }: { map: TownMap }) {
  const { t } = useTranslation(['agenda', 'agenda-views'])
  return (
    <div className="stack" data-total={map.total}>
      {map.isPlaced && <Tools map={map} />}
      {map.isPlaced && <MapDrawing ground={map.ground} bubbles={map.bubbles} title={t('agenda-views:map.figure')} />}
      <p className="reading text-sm text-muted">
        {t('agenda-views:map.note')} {map.unplaced && t('agenda-views:map.unplaced')}
      </p>
      {map.cut && <p>{t('agenda-views:cut')}</p>}
      <Towns map={map} />
      {map.isPlaced && <p className="text-sm text-muted">{t('agenda-views:map.sources')}</p>}
    </div>
  )
}

/** Which land, and how near: links, so that an address says what is shown. */
function Tools({ map: { zones, zooms } }: { map: TownMap }) {
  const { t } = useTranslation(['agenda', 'agenda-views'])
  return (
    <div className="map-tools">
      <ViewSwitch
        label={t('agenda-views:map.zones.label')}
        tabs={zones.map(({ id, ...zone }) => ({ ...zone, text: t(`agenda-views:map.zones.${id}`) }))}
      />
      <nav aria-label={t('agenda-views:map.zooms.label')} className="map-zooms">
        {zooms.map(({ id, to }) => (
          <Anchor key={id} to={to} keepScroll className="btn btn-secondary btn-small">
            {t(`agenda-views:map.zooms.${id}`)}
          </Anchor>
        ))}
      </nav>
    </div>
  )
}

function Towns({ map: { towns, townless } }: { map: TownMap }) {
  const { t } = useTranslation(['agenda', 'agenda-views'])
  return (
    <Table
      id="villes"
      caption={t('agenda-views:map.table')}
      fit
      head={
        <>
          <ColumnHead>{t('filters.city')}</ColumnHead>
          <ColumnHead>{t('agenda-views:map.events')}</ColumnHead>
        </>
      }
    >
      {towns.map(({ city, to, events }) => (
        <tr key={to} data-count={events.length}>
          <RowHead>
            <Anchor to={to}>{city}</Anchor>
          </RowHead>
          <Events events={events} />
        </tr>
      ))}
      {townless.length > 0 && (
        <tr data-count={townless.length}>
          <RowHead>{t('agenda-views:map.townless')}</RowHead>
          <Events events={townless} />
        </tr>
      )}
    </Table>
  )
}

function Events({ events }: { events: readonly Row[] }) {
  const { t, i18n } = useTranslation(['agenda', 'agenda-views'])
  return (
    <Cell>
      <ul className="event-lines">
        {events.map(({ slug, title, state, startsLocal }) => (
          <li key={slug} data-event={slug} data-state={state}>
            <Anchor to={href.event(slug)}>{title}</Anchor>
            <span className="month-marks">
              {`${localDay(startsLocal, i18n.language)}, ${localTime(startsLocal)}`}
              {(state === 'full' || state === 'cancelled') && ` · ${t(`states.${state}`)}`}
            </span>
          </li>
        ))}
      </ul>
    </Cell>
  )
}
