import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { groupListName } from '#app/domain/groups/group-list.server.ts'
import { COHORT_LIST, chooseList } from '#app/domain/mail/subscriptions.server.ts'
import { readUnsubscribe } from '#app/domain/mail/unsubscribe-link.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Actions, Reading } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

async function openLink(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  const named = readUnsubscribe(ctx.tenant.slug, args.params.token ?? '')
  const list = ctx.tenant.config.mailingLists.find(({ id }) => id === named?.listId)
  // The link of a list that is no more still ends in peace.
  if (!named) throw notFound()
  const { tenant, language } = ctx
  const group = list ? undefined : await ctx.sql((query) => groupListName({ query, tenant }, named.listId, language))
  const cohort = named.listId === COHORT_LIST ? ctx.t('cohort-mail:list') : undefined
  return { ctx, named, name: list?.name[language] ?? group ?? cohort ?? named.listId }
}

/** GET `/desabonnement/:token`: asks. Programs that read mail open links, so opening changes nothing (RFC 8058). */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx, name } = await openLink(args)
  return { title: ctx.t('mailing:unsubscribe.title'), name }
}

/** POST, from the page or from the mail program itself: no sign-in, no Origin; the link is the right. */
export async function action(args: ActionFunctionArgs) {
  const { ctx, named, name } = await openLink(args)
  const { personId, listId } = named
  const again = ctx.url.searchParams.has('retour')
  await ctx.sql((query) =>
    chooseList({ query, tenant: ctx.tenant, now: ctx.now }, personId, { listId, on: again, source: 'link' }),
  )
  return { done: again ? 'back' : 'left', name } as const
}

export const headers = () => ({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
export const meta = pageMeta

export default function Unsubscribe() {
  const { name } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('mailing')
  const state = answer?.done ?? 'ask'
  return (
    <Reading>
      <PageHeading title={t(`unsubscribe.${state}.title`, { name })} lead={t(`unsubscribe.${state}.text`, { name })} />
      <form method="post" action={state === 'left' ? '?retour=1' : '?'}>
        <Actions>
          {state !== 'back' && (
            <Button look={state === 'left' ? 'secondary' : 'primary'}>{t(`unsubscribe.${state}.button`)}</Button>
          )}
          <LinkButton look="secondary" to={href.subscriptions}>
            {t('unsubscribe.all')}
          </LinkButton>
        </Actions>
      </form>
      <p>
        <Anchor to={href.privacyPolicy}>{t('unsubscribe.privacy')}</Anchor>
      </p>
    </Reading>
  )
}
