import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import { Badge } from '#app/ui/badge.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import type { readSection } from './pages.server.ts'

/** Pages of one section, and for whom they are where not for everybody. */
export function PageRows({ pages }: Pick<SerializeFrom<typeof readSection>, 'pages'>) {
  const { t } = useTranslation('pages')
  return (
    <Rows plain>
      {pages.map((page) => (
        <Row
          key={page.id}
          data-page={page.id}
          to={page.to}
          title={page.title}
          end={page.audience !== 'public' && <Badge>{t(`audiences.${page.audience}`)}</Badge>}
        />
      ))}
    </Rows>
  )
}
