import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { longDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openMember } from './member.server.ts'
import { changeRequest, readRequest } from './request.server.ts'
import { RequestSteps } from './request-steps.tsx'

/** GET and POST `/mentorat/demandes/:request` (C23). */
export async function loader(args: LoaderFunctionArgs) {
  return readRequest(await openMember(args), args.params.request ?? '')
}

export async function action(args: ActionFunctionArgs) {
  return changeRequest(await openMember(args), args.params.request ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function MentoringRequest() {
  const { t, i18n } = useTranslation('mentoring')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const name = page.name ?? t('unknown')
  const { side, state, handle, conversation } = page
  return (
    <Narrow>
      <PageHeading
        title={page.title}
        lead={t(`request.state.${side}.${state}`, { name })}
        above={<Breadcrumbs label={t('trail')} items={[{ to: href.mentoring, text: t('title') }, { text: name }]} />}
      />
      {page.done && !answer && (
        <Alert tone="success" live>
          {t(`done.${page.done}`)}
        </Alert>
      )}
      <section className="stack" data-request-state={state}>
        <p>
          {handle ? (
            <span data-person={handle}>
              <Anchor to={href.profile(handle)}>{name}</Anchor>
            </span>
          ) : (
            name
          )}{' '}
          <span className="text-muted">· {t(`sides.${side}`, { day: longDay(page.at, i18n.language) })}</span>
        </p>
        <p className="reading whitespace-pre-line">« {page.words} »</p>
        {page.answer && <Alert title={t('request.answer')}>« {page.answer} »</Alert>}
        {page.thanks && <Alert title={t(`request.thanks.${side}`)}>« {page.thanks} »</Alert>}
        {conversation && (
          <p>
            <LinkButton look="secondary" to={conversation}>
              {t('request.talk')}
            </LinkButton>
          </p>
        )}
      </section>
      <RequestSteps steps={page.steps} name={name} error={answer?.error} words={answer?.words ?? ''} />
    </Narrow>
  )
}
