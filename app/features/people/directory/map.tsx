/** The map: a picture of the land, bubbles over it, and the same figures as a table. Needs no script. */
import MapPinOff from 'lucide-react/icons/map-pin-off'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { countText } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { MapDrawing } from '#app/ui/map-drawing.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { ViewSwitch } from '#app/ui/tabs.tsx'
import type { MapPage } from './map-page.server.ts'
import type { RegionLines } from './map-spots.server.ts'

export function MapResults({ page }: { page: MapPage }) {
  const { t, i18n } = useTranslation('directory')
  const list = page.views[0]!.to
  if (page.regions === null)
    return (
      <EmptyState
        icon={MapPinOff}
        title={t('map.wide.title')}
        action={<LinkButton to={list}>{t('map.list')}</LinkButton>}
      >
        {t('map.wide.text')}
      </EmptyState>
    )
  if (page.regions.length === 0)
    return (
      <EmptyState
        icon={MapPinOff}
        title={t('map.empty.title')}
        action={<LinkButton to={list}>{t('map.list')}</LinkButton>}
      >
        {t('map.empty.text')}
      </EmptyState>
    )
  return (
    <>
      {page.unplaced !== 'all' && <Tools page={page} />}
      {page.unplaced !== 'all' && <MapDrawing {...page} title={t('map.figure')} />}
      <div className="reading text-sm text-muted">
        <p>
          {t('map.shown', { count: page.people, shown: countText(page.people, i18n.language) })} {t('map.note')}
        </p>
        {page.unplaced !== 'none' && <p>{t(`map.unplaced.${page.unplaced}`)}</p>}
      </div>
      <Regions regions={page.regions} />
      <p className="text-sm text-muted">{t('map.sources')}</p>
    </>
  )
}

/** Which land, and how near: links like all else, so that an address says what is shown. */
function Tools({ page: { zones, zooms } }: { page: MapPage }) {
  const { t } = useTranslation('directory')
  return (
    <div className="map-tools">
      <ViewSwitch
        label={t('map.zones.label')}
        tabs={zones.map(({ id, ...zone }) => ({ ...zone, text: t(`map.zones.${id}`) }))}
      />
      <nav aria-label={t('map.zooms.label')} className="map-zooms">
        <Anchor to={href.around} className="btn btn-secondary btn-small">
          {t('around.title')}
        </Anchor>
        {zooms.map(({ id, to }) => (
          <Anchor key={id} to={to} keepScroll className="btn btn-secondary btn-small">
            {t(`map.zooms.${id}`)}
          </Anchor>
        ))}
      </nav>
    </div>
  )
}

function Regions({ regions }: { regions: readonly RegionLines[] }) {
  const { t } = useTranslation('directory')
  return (
    <div data-facet="homeCity">
      <Table
        id="villes"
        caption={t('map.table')}
        tall
        head={
          <>
            <ColumnHead>{t('map.town')}</ColumnHead>
            <ColumnHead number>{t('map.people')}</ColumnHead>
          </>
        }
      >
        {regions.map((region) => (
          <RegionRows key={region.id} region={region} />
        ))}
      </Table>
    </div>
  )
}

/** A region with all its people, then its towns, then the towns that are too small to be named. */
function RegionRows({ region: { id, name, count, towns, others } }: { region: RegionLines }) {
  return (
    <>
      <tr id={id} className="map-region">
        <RowHead>{name}</RowHead>
        <Cell number>{count}</Cell>
      </tr>
      {towns.map((town) => (
        <tr key={town.to} data-count={town.count} data-value={town.city}>
          <RowHead>
            <span className="map-place">
              <Anchor to={town.to}>{town.city}</Anchor>
            </span>
          </RowHead>
          <Cell number>{town.count}</Cell>
        </tr>
      ))}
      {others.map((one) => (
        <tr key={one.name}>
          <RowHead>
            <span className="map-place font-normal text-muted">{one.name}</span>
          </RowHead>
          <Cell number>{one.count}</Cell>
        </tr>
      ))}
    </>
  )
}
