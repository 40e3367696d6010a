import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { isUuid } from '#app/db/uuid.ts'
import { carryOut, waitingRequests } from '#app/domain/data-rights/erasure-requests.server.ts'
import { longMoment } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'

/**
 * GET and POST `/admin/suppressions`: companies and schools that asked to be erased, with the time that is left (N10).
 */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'privacy-desk' })
  const done = ctx.url.searchParams.has('fait')
  return { title: ctx.t('rights:erasures.title'), done, requests: await waitingRequests(ctx) }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'privacy-desk' })
  const id = (await sentForm(args.request)).get('request')
  if (typeof id !== 'string' || !isUuid(id) || !(await carryOut(ctx, id))) throw notFound()
  return redirect(`${href.erasures}?fait=1`, 303)
}

export const meta = pageMeta

const HOUR = 3600_000

/** In hours and words: how long is left, or since when it is too late. */
function Left({ left }: { left: number }) {
  const { t } = useTranslation('rights')
  const hours = Math.floor(Math.abs(left) / HOUR)
  if (left < 0) return <Badge tone="error">{t('erasures.late', { count: hours })}</Badge>
  return <Badge tone={left < 12 * HOUR ? 'warning' : 'neutral'}>{t('erasures.left', { count: hours })}</Badge>
}

export default function Erasures() {
  const { t, i18n } = useTranslation('rights')
  const { title, done, requests } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeading title={title} lead={t('erasures.lead')} />
      {done && (
        <Alert tone="success" live>
          {t('erasures.done')}
        </Alert>
      )}
      {requests.length === 0 ? (
        <EmptyState title={t('erasures.none')} />
      ) : (
        <Table
          id="demandes"
          caption={t('erasures.caption')}
          head={
            <>
              <ColumnHead>{t('erasures.who')}</ColumnHead>
              <ColumnHead>{t('erasures.asked')}</ColumnHead>
              <ColumnHead>{t('erasures.time')}</ColumnHead>
              <ColumnHead>{t('erasures.act')}</ColumnHead>
            </>
          }
        >
          {requests.map(({ id, name, kind, requestedAt, left, state }) => (
            <tr key={id}>
              <RowHead>
                {name} <span className="count font-normal">{t(`erasures.kinds.${kind}`)}</span>
              </RowHead>
              <Cell>{longMoment(requestedAt, i18n.language)}</Cell>
              <Cell>
                <Left left={left} />
              </Cell>
              <Cell>
                {state === 'erasing' ? (
                  t('erasures.working')
                ) : (
                  <Form method="post">
                    <input type="hidden" name="request" value={id} />
                    <Button look="danger" small>
                      {t('erasures.erase')} <span className="sr-only">{name}</span>
                    </Button>
                  </Form>
                )}
              </Cell>
            </tr>
          ))}
        </Table>
      )}
    </>
  )
}
