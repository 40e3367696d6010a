import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { shortMoment } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { DecideForm } from './decide-form.tsx'
import { decide, readReports } from './queue.server.ts'

/** GET and POST `/admin/signalements/:handle`. */
export async function loader(args: LoaderFunctionArgs) {
  return readReports(await open(args, { needs: 'moderation' }), args.params.handle ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'moderation' })
  return decide(ctx, args.params.handle ?? '', await sentForm(args.request))
}

export const meta = pageMeta

export default function Decide() {
  const { t, i18n } = useTranslation('reports')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { name, handle, lines, waiting, disabled, done } = page
  return (
    <>
      <PageHeading
        title={page.title}
        lead={disabled ? t('one.disabled') : undefined}
        above={
          <Breadcrumbs label={t('trail')} items={[{ to: href.reports, text: t('queue.title') }, { text: name }]} />
        }
        actions={
          page.opensAccount && (
            <LinkButton look="secondary" small to={href.memberAccount(handle)}>
              {t('one.account')}
            </LinkButton>
          )
        }
      />
      {done && !answer && (
        <Alert tone="success" live>
          {t('one.done')}
        </Alert>
      )}
      <Table
        id="signalements"
        caption={t('one.caption')}
        head={
          <>
            <ColumnHead>{t('one.at')}</ColumnHead>
            <ColumnHead>{t('one.by')}</ColumnHead>
            <ColumnHead>{t('one.reason')}</ColumnHead>
            <ColumnHead>{t('one.decision')}</ColumnHead>
          </>
        }
      >
        {lines.map((line) => (
          <tr key={line.id}>
            <RowHead>{shortMoment(line.at, i18n.language)}</RowHead>
            <Cell>{line.by ?? t('one.gone')}</Cell>
            <Cell>
              {t(`reasons.${line.reason}`)}
              {line.words && <p className="whitespace-pre-line text-muted">{line.words}</p>}
            </Cell>
            <Cell>
              {line.open ? (
                <Badge tone="warning">{t('one.waiting')}</Badge>
              ) : (
                <>
                  {t(`decisions.${line.decision}.done`)}
                  <p className="text-muted">
                    {[line.decidedAt && shortMoment(line.decidedAt, i18n.language), line.decider, line.because]
                      .filter(Boolean)
                      .join(' · ')}
                  </p>
                </>
              )}
            </Cell>
          </tr>
        ))}
      </Table>
      {waiting > 0 && <DecideForm page={page} answer={answer} />}
    </>
  )
}
