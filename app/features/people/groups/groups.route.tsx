import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Users from 'lucide-react/icons/users'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { CommonRows } from './common-rows.tsx'
import { type GroupLine, type Proposal, readGroups } from './groups.server.ts'
import { openGroups } from './open-group.server.ts'

/** GET `/groupes` (S15, I14, I15). */
export async function loader(args: LoaderFunctionArgs) {
  return readGroups(await openGroups(args))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

function GroupRows({ lines }: { lines: readonly GroupLine[] }) {
  const { t } = useTranslation('groups')
  return (
    <Rows data-total={lines.length}>
      {lines.map(({ slug, name, kind, about, joining, leads, asked, muted }) => (
        <Row
          key={slug}
          data-group={slug}
          data-state={asked ? 'waiting' : undefined}
          to={href.group(slug)}
          title={name}
          note={about ?? t(`kinds.${kind}`)}
          end={
            <>
              {leads && <Badge tone="success">{t('leads')}</Badge>}
              {asked && <Badge>{t('asked')}</Badge>}
              {muted && <Badge>{t('muted')}</Badge>}
              {!leads && !asked && !muted && <span className="text-muted">{t(`joining.${joining}`)}</span>}
            </>
          }
        />
      ))}
    </Rows>
  )
}

function Proposals({ proposals }: { proposals: readonly Proposal[] }) {
  const { t } = useTranslation('groups')
  if (proposals.length === 0) return null
  return (
    <Card id="propositions" title={t('proposals.title')} flush>
      <Rows plain>
        {proposals.map(({ name, state, because }) => (
          <Row
            key={name}
            data-state={state === 'refused' ? 'refused' : 'pending'}
            title={name}
            note={because ?? undefined}
            end={<Badge tone={state === 'refused' ? 'error' : 'warning'}>{t(`proposals.${state}`)}</Badge>}
          />
        ))}
      </Rows>
    </Card>
  )
}

export default function Groups() {
  const { t } = useTranslation('groups')
  const { title, mine, others, common, proposals, proposes, done } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHeading
        title={title}
        lead={t('lead')}
        actions={proposes && <LinkButton to={href.proposeGroup}>{t('propose.link')}</LinkButton>}
      />
      {done === 'propose' && (
        <Alert tone="success" live>
          {t('propose.done')}
        </Alert>
      )}
      <section className="stack">
        <h2>{t('mine.title')}</h2>
        {mine.length > 0 ? (
          <GroupRows lines={mine} />
        ) : (
          <EmptyState icon={Users} title={t('mine.none')}>
            <p>{t('mine.noneText')}</p>
          </EmptyState>
        )}
      </section>
      {common.length > 0 && (
        <section className="stack">
          <h2>{t('common-groups:title')}</h2>
          <CommonRows groups={common} />
        </section>
      )}
      <Proposals proposals={proposals} />
      {others.length > 0 && (
        <section className="stack">
          <h2>{t('others.title')}</h2>
          <GroupRows lines={others} />
        </section>
      )}
    </div>
  )
}
