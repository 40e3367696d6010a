import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { useMoment } from './moment.ts'
import { EventsCard, FactorsCard, PasswordCard, SessionsCard } from './security-cards.tsx'
import { closeSessions, readSecurity } from './security-page.server.ts'

/** GET and POST `/parametres/securite`: the keys of one's own account, where it is open, what happened to it. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  const title = ctx.t('account:security.title')
  const done = ctx.url.searchParams.get('fait')
  return { title, done, hasRecord: Boolean(ctx.viewer.personId), page: await readSecurity(ctx) }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  const form = await sentForm(args.request)
  const others = form.get('intent') === 'others'
  await closeSessions(ctx, others ? 'others' : { id: String(form.get('session') ?? '') })
  return redirect(`${href.security}?fait=fermee`, 303)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

/** What an address of this page may say was just done. */
const DONE = ['fermee', 'motdepasse', 'application', 'retrait', 'cle', 'codes']

export default function Security() {
  const { t } = useTranslation('account')
  const moment = useMoment()
  const { title, done, hasRecord, page } = useLoaderData<typeof loader>()
  const { factorDue, isOverdue, hasApp, passkeys, codes } = page
  const hasFactor = hasApp || passkeys.length > 0
  return (
    <Stack>
      <PageHeading
        title={title}
        lead={t('security.lead')}
        above={
          hasRecord && (
            <Breadcrumbs
              label={t('security.path')}
              items={[{ to: href.ownAccount, text: t('security.settings') }, { text: title }]}
            />
          )
        }
      />
      {done && DONE.includes(done) && (
        <Alert tone="success" live>
          {t(`security.done.${done}`)}
        </Alert>
      )}
      {factorDue && (
        <Alert tone={isOverdue ? 'error' : 'warning'} title={t(`security.due.${isOverdue ? 'over' : 'soon'}`)}>
          {t('security.due.text', { day: moment(factorDue, 'day') })}
        </Alert>
      )}
      {hasFactor && codes === 0 && (
        <Alert tone="warning" title={t('security.noCodes.title')}>
          {t('security.noCodes.text')}
        </Alert>
      )}
      <PasswordCard login={page.login} hasRecord={hasRecord} />
      <FactorsCard page={page} />
      <SessionsCard sessions={page.sessions} />
      <EventsCard events={page.events} />
    </Stack>
  )
}
