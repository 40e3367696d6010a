import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { answerLead, waitsForAnswer } from '#app/domain/lost/answer-lead.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

/** GET and POST `/retrouvailles/:lien`: whoever reads mail at the address says yes or no; opening it says neither. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  const waits = await waitsForAnswer(ctx, args.params.lien ?? '')
  const refuses = ctx.url.searchParams.get('reponse') === 'non'
  return { title: ctx.t('lost:answer.title'), association: ctx.tenant.config.name, waits, refuses }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args)
  const yes = (await sentForm(args.request)).get('reponse') === 'oui'
  const isTaken = await answerLead(ctx, args.params.lien ?? '', yes)
  return { state: isTaken ? (yes ? ('accepted' as const) : ('refused' as const)) : ('gone' as const) }
}

export const headers = () => ({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
export const meta = pageMeta

export default function AnswerLead() {
  const { t } = useTranslation('lost')
  const { association, waits, refuses } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()?.state ?? (waits ? 'ask' : 'gone')
  return (
    <Narrow>
      <PageHeading title={t(`answer.${state}.title`)} lead={t(`answer.${state}.text`, { association })} />
      {state === 'ask' && (
        <Form method="post" className="actions">
          <Button name="reponse" value="oui" look={refuses ? 'secondary' : 'primary'}>
            {t('answer.yes')}
          </Button>
          <Button name="reponse" value="non" look={refuses ? 'primary' : 'secondary'}>
            {t('answer.no')}
          </Button>
        </Form>
      )}
      {state === 'accepted' && (
        <div>
          <LinkButton to={href.activation}>{t('answer.activate')}</LinkButton>
        </div>
      )}
    </Narrow>
  )
}
