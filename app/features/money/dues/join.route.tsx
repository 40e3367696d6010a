import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { Alert } from '#app/ui/alert.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { answerDues } from './answer-dues.server.ts'
import { shownDues } from './dues-page.server.ts'
import { PaperNotice, RenewalCard, SituationForm, VisitorDues } from './dues-parts.tsx'
import { PlanCard } from './instalment-parts.tsx'
import { OfferForm } from './offer-form.tsx'

/** GET `/adhesion?situation=`: where one stands, and what a situation leads to. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  return shownDues(ctx)
}

/** POST `/adhesion`: opens the basket, whose page goes on from there; or stops what debits by itself. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args)
  return answerDues(ctx, args.request)
}

/** How long to wait after too many papers; kept nowhere, as every page that says nothing of it. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders
export const meta = pageMeta

const PAPER_FAULTS: readonly string[] = [
  ...['paper', 'noFile', 'fileLarge', 'fileKind', 'filePixels', 'fileHeavy', 'fileBusy'],
]

export default function Dues() {
  const { t } = useTranslation('membership')
  const shown = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (shown.kind === 'visitor') return <VisitorDues tiers={shown.tiers} />
  const giftFault = answer?.fault === 'gift' || answer?.fault === 'amount'
  const timesFault = answer?.fault === 'times' || answer?.fault === 'both'
  const paperFault = shown.offer?.proof && answer && PAPER_FAULTS.includes(answer.fault)
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <div className="stack max-w-form">
        {shown.stopped && (
          <Alert tone="success" live>
            {t(`${shown.stopped}.stopped`)}
          </Alert>
        )}
        {answer && !giftFault && !paperFault && !timesFault && (
          <Alert tone="error" live>
            {t(`errors.${answer.fault}`)} {answer.fault === 'renews' && <a href="#renouvellement">{t('renew.stop')}</a>}
          </Alert>
        )}
        {shown.paper ? (
          <PaperNotice paper={shown.paper} />
        ) : (
          <Alert tone={shown.standing.tone}>{shown.standing.text}</Alert>
        )}
        {shown.renewal && <RenewalCard renewal={shown.renewal} />}
        {shown.plan && <PlanCard plan={shown.plan} />}
        {!shown.forLife && !shown.plan && shown.paper?.state !== 'waiting' && (
          <SituationForm situations={shown.situations} chosen={shown.situation} />
        )}
        {shown.tooEarly && !shown.plan && <Alert tone="info">{t('tooEarly', { day: shown.tooEarly })}</Alert>}
        {shown.renewsAlone && <Alert tone="info">{t('renew.instead')}</Alert>}
        {shown.offer && (
          <OfferForm
            offer={shown.offer}
            typed={answer?.typed}
            error={giftFault ? t(`errors.${answer.fault}`, { amount: answer.least }) : null}
            timesError={timesFault ? t(`errors.${answer.fault}`) : null}
            paperError={paperFault ? t(`errors.${answer.fault}`) : null}
          />
        )}
      </div>
    </>
  )
}
