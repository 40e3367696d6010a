import { type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import MailCheck from 'lucide-react/icons/mail-check'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { inviteCohort, MOST_AT_ONCE, readCohorts } from '#app/domain/requests/invite.server.ts'
import { Alert } from '#app/ui/alert.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { ConfirmPage } from '#app/ui/confirm-page.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'

/** GET and POST `/admin/invitations`: people of the base who have no account yet, a year at a time. */
async function openStaff(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'accounts' })
  if (ctx.tenant.config.kind === 'federation') throw notFound()
  return ctx
}

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await openStaff(args)
  const cohorts = await readCohorts(ctx)
  const wish = ctx.url.searchParams.get('promo')
  const total = cohorts.reduce((sum, { count }) => sum + count, 0)
  const year = cohorts.find(({ promotion }) => String(promotion) === wish)
  const sent = Number(ctx.url.searchParams.get('envoyees') ?? '')
  return {
    title: ctx.t('access:invitations.title'),
    cohorts,
    total,
    most: MOST_AT_ONCE,
    chosen: wish === 'toutes' ? { wish, count: total } : year ? { wish: String(wish), count: year.count } : null,
    sent: ctx.url.searchParams.has('envoyees') && Number.isInteger(sent) ? sent : null,
  }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await openStaff(args)
  const wish = String((await sentForm(args.request)).get('promo') ?? '')
  const promotion = wish === 'toutes' ? ('all' as const) : /^\d{4}$/.test(wish) ? Number(wish) : undefined
  const count = promotion === undefined ? 0 : await inviteCohort(ctx, promotion)
  return redirect(`${href.invitations}?envoyees=${count}`, 303)
}

export const meta = pageMeta
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' })

export default function Invitations() {
  const { t } = useTranslation('access')
  const { title, cohorts, total, most, chosen, sent } = useLoaderData<typeof loader>()
  if (chosen)
    return (
      <ConfirmPage
        title={t('invitations.confirmTitle', { count: Math.min(chosen.count, most) })}
        confirm={t('invitations.confirm')}
        action={href.invitations}
        cancel={{ to: href.invitations, text: t('invitations.cancel') }}
        hidden={[{ name: 'promo', value: chosen.wish }]}
      >
        <p>{t('invitations.what')}</p>
        {chosen.count > most && <p>{t('invitations.rest', { most })}</p>}
      </ConfirmPage>
    )
  return (
    <>
      <PageHeading
        title={title}
        lead={t('invitations.lead')}
        actions={
          total > 0 && (
            <LinkButton to={`${href.invitations}?promo=toutes`}>{t('invitations.all', { count: total })}</LinkButton>
          )
        }
      />
      {sent !== null && (
        <Alert tone="success" live>
          {t('invitations.sent', { count: sent })}
        </Alert>
      )}
      {cohorts.length === 0 ? (
        <EmptyState icon={MailCheck} title={t('invitations.empty')}>
          <p>{t('invitations.emptyWhy')}</p>
        </EmptyState>
      ) : (
        <Table
          id="promotions"
          caption={t('invitations.caption')}
          head={
            <>
              <ColumnHead>{t('invitations.promotion')}</ColumnHead>
              <ColumnHead number>{t('invitations.people')}</ColumnHead>
              <ColumnHead>{t('invitations.act')}</ColumnHead>
            </>
          }
        >
          {cohorts.map(({ promotion, count }) => (
            <tr key={promotion ?? 'none'}>
              <RowHead>{promotion ?? t('invitations.noYear')}</RowHead>
              <Cell number>{count}</Cell>
              <Cell>
                {promotion && (
                  <LinkButton small look="secondary" to={`${href.invitations}?promo=${promotion}`}>
                    {t('invitations.invite')} <span className="sr-only">{promotion}</span>
                  </LinkButton>
                )}
              </Cell>
            </tr>
          ))}
        </Table>
      )}
    </>
  )
}
