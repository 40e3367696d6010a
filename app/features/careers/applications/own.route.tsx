import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Send from 'lucide-react/icons/send'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { longDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { TONES } from './application-tones.ts'
import { changeOwnApplication, readOwnApplications } from './own.server.ts'

/** GET and POST `/mes-candidatures` (E4; C9, C11). */
export async function loader(args: LoaderFunctionArgs) {
  return readOwnApplications(await open(args, { needs: 'account' }))
}

export async function action(args: ActionFunctionArgs) {
  return changeOwnApplication(await open(args, { needs: 'account' }), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

type Own = Awaited<ReturnType<typeof loader>>['applications'][number]

export default function OwnApplications() {
  const { t } = useTranslation('applications')
  const { title, applications, done } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeading title={title} lead={t('own.lead')} />
      {done && (
        <Alert tone="success" live>
          {t(`own.done.${done}`)}
        </Alert>
      )}
      {applications.length === 0 ? (
        <EmptyState icon={Send} title={t('own.none')} action={<LinkButton to={href.offers}>{t('offers')}</LinkButton>}>
          <p>{t('own.noneText')}</p>
        </EmptyState>
      ) : (
        <ul className="stack" data-total={applications.length}>
          {applications.map((one) => (
            <OwnCard key={one.id} one={one} />
          ))}
        </ul>
      )}
    </>
  )
}

/** One application: where it stands, its answer, and what may still be done about it. */
function OwnCard({ one }: { one: Own }) {
  const { t, i18n } = useTranslation('applications')
  const day = (at: string) => longDay(at, i18n.language)
  return (
    <li className="card" data-application={one.id} data-state={one.state}>
      <div className="card-head">
        <h2 className="text-lg">
          <Anchor to={href.offer(one.offer.id)}>{one.offer.title}</Anchor>
        </h2>
        <Badge tone={TONES[one.state]}>{t(`states.${one.state}`)}</Badge>
      </div>
      <p className="text-muted">
        {one.offer.company} · {t('own.at', { day: day(one.at) })}
      </p>
      <p>{t(`stateTexts.${one.state}`)}</p>
      {one.answer && <p className="reading whitespace-pre-line">« {one.answer} »</p>}
      {one.fileOpenedAt && (
        <p className="text-sm text-muted">
          {t('own.fileOpened', { count: one.fileOpens, day: day(one.fileOpenedAt) })}
        </p>
      )}
      {one.nudged && <p className="text-sm text-muted">{t('own.nudged')}</p>}
      {(one.mayNudge || one.mayWithdraw) && (
        <Form method="post" className="actions">
          <input type="hidden" name="application" value={one.id} />
          {one.mayNudge && (
            <Button small name="intent" value="nudge">
              {t('own.nudge')} <span className="sr-only">{one.offer.title}</span>
            </Button>
          )}
          {one.mayWithdraw && (
            <Button small look="secondary" name="intent" value="withdraw">
              {t('own.withdraw')} <span className="sr-only">{one.offer.title}</span>
            </Button>
          )}
        </Form>
      )}
    </li>
  )
}
