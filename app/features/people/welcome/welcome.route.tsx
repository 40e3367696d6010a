import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { openOwn } from '#app/features/people/settings/own-record.server.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Actions, Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Stepper } from '#app/ui/stepper.tsx'
import { NearLine } from './near-line.tsx'
import { CityStep, PhotoStep, PositionStep, VisibilityStep } from './step-forms.tsx'
import { STEPS, stepAfter, stepAt } from './steps.ts'
import { readWelcome, saveStep } from './welcome.server.ts'

/** GET and POST `/parametres/bienvenue?etape=`: what makes a record worth reading, one short step at a time. */
export async function loader(args: LoaderFunctionArgs) {
  return readWelcome(await openOwn(args))
}

export async function action(args: ActionFunctionArgs) {
  return saveStep(await openOwn(args), args.request)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Welcome() {
  const { t } = useTranslation('welcome')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  const { step } = page
  if (!step)
    return (
      <Narrow>
        <PageHeading title={t('end.title')} lead={t('end.lead')} />
        {page.near && <NearLine near={page.near} />}
        <Actions>
          <LinkButton look={page.near ? 'secondary' : 'primary'} to={href.profile(page.handle)}>
            {t('end.record')}
          </LinkButton>
          <LinkButton look="secondary" to={href.home}>
            {t('end.home')}
          </LinkButton>
        </Actions>
      </Narrow>
    )
  const next = stepAfter(step)
  const form = { page, answer, later: stepAt(next) }
  return (
    <Narrow>
      <Stepper
        current={STEPS.indexOf(step) + 1}
        total={STEPS.length}
        text={t('step', { current: STEPS.indexOf(step) + 1, total: STEPS.length })}
        title={t(`${step}.title`)}
        {...(next ? { next: t('next', { title: t(`${next}.title`) }) } : {})}
      />
      {step === STEPS[0] && <p className="lead">{t('lead')}</p>}
      <p className="reading">{t(`${step}.why`)}</p>
      {step === 'photo' && <PhotoStep {...form} />}
      {step === 'poste' && <PositionStep {...form} />}
      {step === 'ville' && <CityStep {...form} />}
      {step === 'visibilite' && <VisibilityStep {...form} />}
    </Narrow>
  )
}
