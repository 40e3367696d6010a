import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import GraduationCap from 'lucide-react/icons/graduation-cap'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { countText, shortDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { readSchoolsDesk } from './desk.server.ts'

/** GET `/admin/ecoles` with `etat` (N3). */
export async function loader(args: LoaderFunctionArgs) {
  return readSchoolsDesk(await open(args, { needs: 'organisations' }))
}

export const meta = pageMeta

export default function SchoolsDesk() {
  const { t, i18n } = useTranslation('schools')
  const { title, tab, tabs, schools, claims, removed } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHeading
        title={title}
        lead={t('desk.lead')}
        actions={<LinkButton to={href.schoolNew}>{t('desk.new')}</LinkButton>}
      />
      {removed && (
        <Alert tone="success" live>
          {t('done.removed')}
        </Alert>
      )}
      {claims.length > 0 && (
        <Card id="revendications" title={t('desk.claims')}>
          <Rows plain data-total={claims.length}>
            {claims.map((one) => (
              <Row
                key={one.id}
                to={`${href.schoolDesk(one.schoolId)}#revendications`}
                title={one.name}
                note={t('desk.claimedBy', { name: one.organisation })}
                end={shortDay(one.at, i18n.language)}
              />
            ))}
          </Rows>
        </Card>
      )}
      <Tabs
        label={t('desk.tabs.label')}
        tabs={tabs.map((one) => ({
          ...{ to: one.to, text: t(`desk.tabs.${one.tab}`), current: one.tab === tab },
          ...(one.count > 0 ? { count: countText(one.count, i18n.language) } : {}),
        }))}
      />
      {schools.length === 0 ? (
        <EmptyState icon={GraduationCap} title={t(`desk.none.${tab}`)} />
      ) : (
        <Table
          id="ecoles"
          caption={t(`desk.tabs.${tab}`)}
          head={
            <>
              <ColumnHead>{t('fields.name')}</ColumnHead>
              <ColumnHead>{t('fields.city')}</ColumnHead>
              <ColumnHead>{t('desk.state')}</ColumnHead>
              <ColumnHead>{t('desk.owner')}</ColumnHead>
            </>
          }
        >
          {schools.map((one) => (
            <tr key={one.id} data-school={one.id} data-state={one.state}>
              <RowHead>
                <Anchor to={href.schoolDesk(one.id)}>{one.name}</Anchor>
              </RowHead>
              <Cell>{one.city}</Cell>
              <Cell>
                <Badge>{t(one.waits ? 'states.waits' : `states.${one.state}`)}</Badge>
              </Cell>
              <Cell>{t(one.generic ? 'desk.generic' : 'desk.owned')}</Cell>
            </tr>
          ))}
        </Table>
      )}
    </div>
  )
}
