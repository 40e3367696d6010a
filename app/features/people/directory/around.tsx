/** People around one's own town: where from, how wide, on the map and as a list. */
import MapPinOff from 'lucide-react/icons/map-pin-off'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { PersonLine } from '#app/domain/search/person-line.tsx'
import { countText } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Split } from '#app/ui/layout.tsx'
import { Rows } from '#app/ui/list-row.tsx'
import { MapDrawing } from '#app/ui/map-drawing.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import type { AroundPage } from './around-page.server.ts'

export function AroundResults({ page }: { page: AroundPage }) {
  const { t } = useTranslation('directory')
  const state = page.origins.length === 0 ? 'nowhere' : page.wide ? 'wide' : page.areas.length === 0 ? 'few' : null
  return (
    <>
      {page.origins.length > 1 && (
        <Tabs
          label={t('around.from.label')}
          tabs={page.origins.map(({ id, ...tab }) => ({ ...tab, text: t(`around.from.${id}`) }))}
        />
      )}
      {state ? (
        <EmptyState
          icon={MapPinOff}
          title={t(`around.${state}.title`)}
          action={
            <LinkButton to={state === 'nowhere' ? href.ownContact : href.directoryMap}>
              {t(`around.${state}.action`)}
            </LinkButton>
          }
        >
          {t(`around.${state}.text`)}
        </EmptyState>
      ) : (
        <Split side={<Areas page={page} />}>
          <People page={page} />
        </Split>
      )}
    </>
  )
}

/** How wide: each area with its number, which is the list's and the map's. */
function Areas({ page: { areas, map } }: { page: AroundPage }) {
  const { t, i18n } = useTranslation('directory')
  return (
    <>
      {map && (
        <div className="map-small">
          <MapDrawing {...map} title={t('around.figure')} />
        </div>
      )}
      <nav aria-label={t('around.areas')}>
        <Rows>
          {areas.map(({ scale, name, count, to, current }) => (
            <li key={scale} data-scale={scale} data-count={count}>
              <div className="row-main">
                <Anchor to={to} className="row-link" aria-current={current ? 'true' : undefined}>
                  {name}
                </Anchor>
              </div>
              <div className="row-end">{countText(count, i18n.language)}</div>
            </li>
          ))}
        </Rows>
      </nav>
      <p className="text-sm text-muted">{t('around.note')}</p>
    </>
  )
}

function People({ page }: { page: AroundPage }) {
  const { t } = useTranslation('directory')
  return (
    <div className="stack">
      <p className="font-semibold" role="status">
        {t('total.count', { count: page.total })}
      </p>
      <Rows data-total={page.total}>
        {page.people.map(({ near, ...line }) => (
          <PersonLine key={line.address} line={line} rowFields={page.rowFields} points={t(`around.near.${near}`)} />
        ))}
      </Rows>
      <Pagination
        label={t('pages.label')}
        summary={t('pages.summary', { first: page.first, last: page.last, total: page.total })}
        previous={page.previous ? { to: page.previous, text: t('pages.previous') } : null}
        next={page.next ? { to: page.next, text: t('pages.next') } : null}
      />
    </div>
  )
}
