import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '../../context/open.ts'
import { forbidden, toSignIn } from '../../context/refusals.ts'
import { paysDues } from '../../policy/money.rules.ts'
import { Alert } from '../../ui/alert.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { pageMeta } from '../../ui/page-meta.ts'
import { PAPER_BYTES } from '../access/papers.server.ts'
import { euros } from '../payments/money-format.ts'
import { readUpload } from '../profile/upload.server.ts'
import { shownDues } from './dues-page.server.ts'
import { PaperNotice, RenewalCard, SituationForm, VisitorDues } from './dues-parts.tsx'
import { joinSchema } from './join.schema.ts'
import { joinWithPaper } from './join-with-paper.server.ts'
import { OfferForm } from './offer-form.tsx'
import { stopRenewal } from './stop-renewal.server.ts'

/** GET `/adhesion?situation=`: where one stands, and what a situation leads to. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  return shownDues(ctx)
}

/** POST `/adhesion`: opens the basket; its page goes on from there. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args)
  if (!ctx.account) throw toSignIn(ctx.url)
  if (!paysDues(ctx.tenant.config, ctx.viewer)) throw forbidden()
  const form = await readUpload(args.request, PAPER_BYTES)
  if (!form) return data({ fault: 'fileLarge' as const, typed: undefined, least: '' }, { status: 422 })
  if (form.get('intent') === 'stop') {
    await stopRenewal(ctx)
    return redirect('/adhesion?arrete=1', 303)
  }
  const typed = {
    gift: String(form.get('gift') ?? ''),
    campaign: String(form.get('campaign') ?? ''),
    renew: form.has('renew'),
  }
  const read = parseWithZod(form, { schema: joinSchema })
  if (read.status !== 'success')
    return data(
      { fault: read.error?.gift ? ('amount' as const) : ('situation' as const), typed, least: '' },
      { status: 422 },
    )
  const made = await joinWithPaper(ctx, read.value, form.get('certificate'))
  if ('saleId' in made) return redirect(`/paiement/${made.saleId}`, 303)
  const least = euros(ctx.tenant.config.money.gifts?.atLeast ?? 0, ctx.language)
  return data({ fault: made.fault, typed, least }, { status: made.fault === 'later' ? 503 : 422 })
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const PAPER_FAULTS: readonly string[] = ['paper', 'noFile', 'fileLarge', 'fileKind']

export default function Dues() {
  const { t } = useTranslation('membership')
  const shown = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (shown.kind === 'visitor') return <VisitorDues tiers={shown.tiers} />
  const giftFault = answer?.fault === 'gift' || answer?.fault === 'amount'
  const paperFault = shown.offer?.proof && answer && PAPER_FAULTS.includes(answer.fault)
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <div className="stack max-w-form">
        {shown.stopped && (
          <Alert tone="success" live>
            {t('renew.stopped')}
          </Alert>
        )}
        {answer && !giftFault && !paperFault && (
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
        {!shown.forLife && shown.paper?.state !== 'waiting' && (
          <SituationForm situations={shown.situations} chosen={shown.situation} />
        )}
        {shown.tooEarly && <Alert tone="info">{t('tooEarly', { day: shown.tooEarly })}</Alert>}
        {shown.renewsAlone && <Alert tone="info">{t('renew.instead')}</Alert>}
        {shown.offer && (
          <OfferForm
            offer={shown.offer}
            typed={answer?.typed}
            error={giftFault ? t(`errors.${answer.fault}`, { amount: answer.least }) : null}
            paperError={paperFault ? t(`errors.${answer.fault}`) : null}
          />
        )}
      </div>
    </>
  )
}
