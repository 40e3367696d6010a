import type { SerializeFrom } from '@remix-run/node'
import CalendarDays from 'lucide-react/icons/calendar-days'
import ListIcon from 'lucide-react/icons/list'
import MapIcon from 'lucide-react/icons/map'
import { useTranslation } from 'react-i18next'
import { Tabs, ViewSwitch } from '#app/ui/tabs.tsx'
import type { readAgenda } from './agenda.server.ts'

const ICONS = { list: ListIcon, month: CalendarDays, map: MapIcon } as const

type WaysProps = { page: SerializeFrom<typeof readAgenda> }

/** How the agenda is looked at, and whether what comes or what was. */
export function Ways({ page: { views, times, wish } }: WaysProps) {
  const { t } = useTranslation(['agenda', 'agenda-views'])
  return (
    <>
      <div>
        <ViewSwitch
          label={t('agenda-views:views.label')}
          tabs={views.map(({ id, ...view }) => ({ ...view, icon: ICONS[id], text: t(`agenda-views:views.${id}`) }))}
        />
      </div>
      {times && (
        <Tabs
          label={t('when.label')}
          tabs={[
            { to: times.next, text: t('when.next'), current: !wish.past },
            { to: times.past, text: t('when.past'), current: wish.past },
          ]}
        />
      )}
    </>
  )
}
