import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import MailCheck from 'lucide-react/icons/mail-check'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { changeLead, type PromotionCount, readLostDesk } from './desk.server.ts'
import { LeadRow } from './lead-row.tsx'

/** GET and POST `/admin/perdus-de-vue` (I9). */
export async function loader(args: LoaderFunctionArgs) {
  return readLostDesk(await open(args, { needs: 'people' }))
}

export async function action(args: ActionFunctionArgs) {
  return changeLead(await open(args, { needs: 'people' }), await sentForm(args.request))
}

export const meta = pageMeta

const TONES = { added: 'success', dropped: 'success', gone: 'warning', self: 'warning', rank: 'warning' } as const

export default function LostDesk() {
  const { t } = useTranslation('lost')
  const { title, promotions, leads, outcome } = useLoaderData<typeof loader>()
  const said = (Object.keys(TONES) as (keyof typeof TONES)[]).find((one) => one === outcome)
  return (
    <div className="stack">
      <PageHeading title={title} lead={t('desk.lead')} />
      {said && (
        <Alert tone={TONES[said]} live>
          {t(`desk.outcome.${said}`)}
        </Alert>
      )}
      <section className="stack" aria-labelledby="adresses">
        <h2 id="adresses">{t('desk.leads')}</h2>
        {leads.length === 0 ? (
          <EmptyState icon={MailCheck} title={t('desk.none')}>
            <p>{t('desk.noneText')}</p>
          </EmptyState>
        ) : (
          <ul className="stack" data-total={leads.length}>
            {leads.map((lead) => (
              <LeadRow key={lead.id} lead={lead} />
            ))}
          </ul>
        )}
      </section>
      <Promotions promotions={promotions} />
    </div>
  )
}

function Promotions({ promotions }: { promotions: readonly PromotionCount[] }) {
  const { t } = useTranslation('lost')
  const head = (
    <>
      <ColumnHead>{t('desk.promotion')}</ColumnHead>
      <ColumnHead number>{t('desk.people')}</ColumnHead>
      <ColumnHead number>{t('desk.lost')}</ColumnHead>
      <ColumnHead number>{t('desk.sent')}</ColumnHead>
    </>
  )
  return (
    <Table id="promotions" caption={t('desk.caption')} head={head}>
      {promotions.map(({ promotion, people, lost, leads }) => (
        <tr key={promotion ?? 'none'} data-promotion={promotion ?? ''} data-count={people}>
          <RowHead>
            {promotion === null ? (
              t('desk.noPromotion')
            ) : (
              <Anchor to={`${href.members}?promo=${promotion}`}>{promotion}</Anchor>
            )}
          </RowHead>
          <Cell number>{people}</Cell>
          <Cell number>{lost}</Cell>
          <Cell number>{leads}</Cell>
        </tr>
      ))}
    </Table>
  )
}
