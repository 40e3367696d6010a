import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { longDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Form } from '#app/ui/form.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { changeProfileAlerts, readProfileAlerts } from './alerts.server.ts'

/** GET and POST `/recruteurs/alertes` (N6; C20). */
export async function loader(args: LoaderFunctionArgs) {
  return readProfileAlerts(await open(args, { needs: 'read-profiles' }))
}

export async function action(args: ActionFunctionArgs) {
  return changeProfileAlerts(await open(args, { needs: 'read-profiles' }), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function ProfileAlerts() {
  const { t, i18n } = useTranslation('profiles')
  const { title, months, alerts, done } = useLoaderData<typeof loader>()
  const nameOf = ({ words, level }: (typeof alerts)[number]) =>
    [words, level && t(`levels.${level}`)].filter(Boolean).join(' · ') || t('alerts.all')
  const trail = [{ to: href.profileLibrary, text: t('library.title') }, { text: t('alerts.see') }]
  return (
    <div className="stack">
      <PageHeading
        title={title}
        lead={t('alerts.lead', { months })}
        above={<Breadcrumbs label={t('trail')} items={trail} />}
      />
      {done && (
        <Alert tone={done === 'full' ? 'warning' : 'success'} live>
          {t(`alerts.done.${done}`, { months })}
        </Alert>
      )}
      {alerts.length === 0 ? (
        <EmptyState
          title={t('alerts.none')}
          action={<LinkButton to={href.profileLibrary}>{t('library.title')}</LinkButton>}
        >
          <p>{t('alerts.noneText')}</p>
        </EmptyState>
      ) : (
        <Rows data-total={alerts.length}>
          {alerts.map((one) => (
            <Row
              key={one.id}
              title={nameOf(one)}
              note={t('alerts.until', { day: longDay(`${one.until}T12:00:00Z`, i18n.language) })}
              end={
                <Form method="post" className="actions">
                  <input type="hidden" name="alert" value={one.id} />
                  {(['renew', 'remove'] as const).map((intent) => (
                    <Button
                      key={intent}
                      small
                      look={intent === 'renew' ? 'secondary' : 'quiet'}
                      name="intent"
                      value={intent}
                    >
                      {t(`alerts.${intent}`, { months })} <span className="sr-only">{nameOf(one)}</span>
                    </Button>
                  ))}
                </Form>
              }
            />
          ))}
        </Rows>
      )}
    </div>
  )
}
