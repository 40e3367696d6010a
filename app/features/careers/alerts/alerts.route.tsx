import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { longDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Form } from '#app/ui/form.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { changeAlerts, readAlerts } from './alerts.server.ts'

/** GET and POST `/alertes` (I11, N5). */
export async function loader(args: LoaderFunctionArgs) {
  return readAlerts(await open(args, { needs: 'account' }))
}

export async function action(args: ActionFunctionArgs) {
  return changeAlerts(await open(args, { needs: 'account' }), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Alerts() {
  const { t, i18n } = useTranslation('alerts')
  const { t: words } = useTranslation('offers')
  const { title, alerts, most, period, done } = useLoaderData<typeof loader>()
  const nameOf = ({ q, kind, contract, town, remote }: (typeof alerts)[number]) =>
    [
      q && `« ${q} »`,
      kind && words(`kinds.${kind}`),
      contract && words(`contracts.${contract}`),
      town,
      remote && words(`remote.${remote}`),
    ]
      .filter(Boolean)
      .join(' · ') || t('all')
  return (
    <div className="stack">
      <PageHeading title={title} lead={t('lead')} />
      {done && (
        <Alert tone={done === 'full' ? 'warning' : 'success'} live>
          {t(`done.${done}`, { count: most, period })}
        </Alert>
      )}
      {alerts.length === 0 ? (
        <EmptyState title={t('none')} action={<LinkButton to={href.offers}>{t('search')}</LinkButton>}>
          <p>{t('noneText')}</p>
        </EmptyState>
      ) : (
        <Rows data-total={alerts.length}>
          {alerts.map((one) => (
            <Row
              key={one.id}
              title={nameOf(one)}
              note={t('until', { day: longDay(one.until, i18n.language) })}
              end={
                <Form method="post" className="actions">
                  <input type="hidden" name="alert" value={one.id} />
                  <Button small look="secondary" name="intent" value="renew">
                    {t('renew', { period })} <span className="sr-only">{nameOf(one)}</span>
                  </Button>
                  <Button small look="quiet" name="intent" value="remove">
                    {t('remove')} <span className="sr-only">{nameOf(one)}</span>
                  </Button>
                </Form>
              }
            />
          ))}
        </Rows>
      )}
    </div>
  )
}
