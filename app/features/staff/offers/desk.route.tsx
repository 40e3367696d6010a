import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Briefcase from 'lucide-react/icons/briefcase'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { countText, shortDay } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import type { ShownState } from '#app/vocabulary/offers.ts'
import { readOffersDesk } from './desk.server.ts'

/** GET `/admin/offres` with `etat` (E4, C6). */
export async function loader(args: LoaderFunctionArgs) {
  return readOffersDesk(await open(args, { needs: 'offers' }))
}

export const meta = pageMeta

const TONES: Record<ShownState, BadgeTone | undefined> = {
  ...{ draft: 'warning', pending: 'warning', published: 'success', refused: undefined },
  ...{ withdrawn: undefined, hidden: 'error', ended: undefined },
}

export default function OffersDesk() {
  const { t, i18n } = useTranslation('offers')
  const countOf = (count: number) => (count > 0 ? { count: countText(count, i18n.language) } : {})
  const { title, tab, tabs, offers } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeading
        title={title}
        lead={t('desk.lead')}
        actions={<LinkButton to={href.offerNew}>{t('deposit')}</LinkButton>}
      />
      <Tabs
        label={t('desk.tabs.label')}
        tabs={tabs.map((one) => ({
          ...{ to: one.to, text: t(`desk.tabs.${one.tab}`), current: one.tab === tab },
          ...countOf(one.count),
        }))}
      />
      {offers.length === 0 ? (
        <EmptyState icon={Briefcase} title={t(`desk.none.${tab}`)} />
      ) : (
        <Table
          id="offres"
          caption={t(`desk.tabs.${tab}`)}
          head={
            <>
              <ColumnHead>{t('desk.heading')}</ColumnHead>
              <ColumnHead>{t('facts.kind')}</ColumnHead>
              <ColumnHead>{t('desk.state')}</ColumnHead>
              <ColumnHead>{t('desk.at')}</ColumnHead>
              <ColumnHead>{t('facts.last')}</ColumnHead>
            </>
          }
        >
          {offers.map((one) => (
            <tr key={one.id} data-offer={one.id} data-state={one.state}>
              <RowHead>
                <Anchor to={href.offerDesk(one.id)}>{one.title}</Anchor>
                <p className="text-sm font-normal text-muted">{one.company}</p>
              </RowHead>
              <Cell>{t(`kinds.${one.kind}`)}</Cell>
              <Cell>
                <Badge tone={TONES[one.state]}>{t(one.waits ? 'own.waits' : `states.${one.state}`)}</Badge>
              </Cell>
              <Cell>{shortDay(one.at, i18n.language)}</Cell>
              <Cell>{one.last ? shortDay(one.last, i18n.language) : '–'}</Cell>
            </tr>
          ))}
        </Table>
      )}
    </>
  )
}
