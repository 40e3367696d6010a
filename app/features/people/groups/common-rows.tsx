import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'

/** Groups of the federation, in a list. */
export function CommonRows({ groups }: { groups: readonly { slug: string; name: string; joined: boolean }[] }) {
  const { t } = useTranslation('common-groups')
  return (
    <Rows data-total={groups.length}>
      {groups.map(({ slug, name, joined }) => (
        <Row
          key={slug}
          data-group={slug}
          to={href.commonGroup(slug)}
          title={name}
          note={t('of')}
          end={joined ? <Badge tone="success">{t('joined')}</Badge> : undefined}
        />
      ))}
    </Rows>
  )
}
