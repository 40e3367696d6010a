import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Actions, Reading } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { addressOfProof, takeProof } from './prove-email.server.ts'

/**
 * GET `/confirmer-adresse/:lien`: asks; programs that read mail open links, so opening proves nothing. No sign-in: the
 * link is the proof.
 */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  const address = await addressOfProof(ctx, args.params.lien ?? '')
  return { title: ctx.t('positions:proof.title'), address: address ?? null }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args)
  const address = await takeProof(ctx, args.params.lien ?? '')
  return { address: address ?? null, done: address !== undefined }
}

export const headers = () => ({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
export const meta = pageMeta

export default function ProveEmail() {
  const { t } = useTranslation(['profile', 'positions'])
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { address } = answer ?? page
  const state = answer?.done ? 'done' : address && !answer ? 'ask' : 'gone'
  return (
    <Reading>
      <PageHeading title={t(`positions:proof.${state}.title`)} lead={t(`positions:proof.${state}.text`, { address })} />
      <form method="post">
        <Actions>
          {state === 'ask' && <Button>{t('positions:proof.confirm')}</Button>}
          <LinkButton look="secondary" to={`${href.ownContact}#adresses`}>
            {t('positions:proof.addresses')}
          </LinkButton>
        </Actions>
      </form>
    </Reading>
  )
}
