import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { bondAt } from '#app/domain/search/bond-at.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openCorrespondent } from './correspondent.server.ts'
import { MessageForm } from './message-form.tsx'
import { readWrite, sendFirst } from './write.server.ts'

/** GET and POST `/profil/:handle/ecrire` (S6, I6, N9). */
export async function loader(args: LoaderFunctionArgs) {
  return readWrite(await openCorrespondent(args), args.params.handle ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const one = await openCorrespondent(args)
  return sendFirst(one, args.params.handle ?? '', await sentForm(args.request))
}

export const headers: HeadersFunction = ({ actionHeaders }) => {
  const wait = actionHeaders.get('Retry-After')
  return { 'Cache-Control': 'no-store', ...(wait ? { 'Retry-After': wait } : {}) }
}
export const meta = pageMeta

export default function Write() {
  const { t } = useTranslation('messages')
  const { title, name, handle, why, isRequest, opensWith, there } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const profile = href.profile(handle)
  return (
    <Narrow>
      <PageHeading
        title={title}
        lead={!why && isRequest ? t('write.request', { name }) : undefined}
        above={<Breadcrumbs label={t('trail')} items={[{ to: profile, text: name }, { text: t('write.short') }]} />}
      />
      {why ? (
        <>
          <Alert>
            <p>{t(`why.${why}`, { name })}</p>
            {opensWith && <p>{t(`opens.${opensWith}`)}</p>}
          </Alert>
          {answer?.text && <p className="reading whitespace-pre-line">« {answer.text} »</p>}
          {there && <Anchor to={href.conversation(there)}>{t('write.there')}</Anchor>}
          {why === 'blocks' && <Anchor to={bondAt(profile)}>{t('write.unblock')}</Anchor>}
        </>
      ) : (
        <MessageForm name={name} text={answer?.text ?? ''} error={answer?.error} />
      )}
    </Narrow>
  )
}
