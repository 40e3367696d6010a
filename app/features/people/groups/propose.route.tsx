import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { GroupFields } from '#app/domain/groups/group-fields.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openGroups } from './open-group.server.ts'
import { demandProposer, PROPOSED_JOINING, PROPOSED_KINDS, propose } from './propose.server.ts'

/** GET and POST `/groupes/proposer` (I15). */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await openGroups(args)
  demandProposer(ctx)
  return {
    title: ctx.t('groups:propose.title'),
    formKey: uuidv7(),
    kinds: [...PROPOSED_KINDS],
    joining: [...PROPOSED_JOINING],
  }
}

export async function action(args: ActionFunctionArgs) {
  return propose(await openGroups(args), await sentForm(args.request))
}

export const meta = pageMeta

export default function Propose() {
  const { t } = useTranslation('groups')
  const { title, formKey, kinds, joining } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { say, lines } = faultWords(answer?.errors ?? {}, (fault) => t(`propose.errors.${fault}`))
  return (
    <FormKey.Provider value={formKey}>
      <Narrow>
        <PageHeading
          title={title}
          lead={t('propose.lead')}
          above={<Breadcrumbs label={t('trail')} items={[{ to: href.groups, text: t('title') }, { text: title }]} />}
        />
        <Form method="post" className="form-stack" noValidate>
          <ErrorSummary title={t('errors.title')} errors={lines} />
          <GroupFields
            {...{ typed: answer?.typed, say, kinds, joining }}
            about={{ label: t('propose.about'), hint: t('propose.aboutHint') }}
          />
          <div>
            <Button>{t('propose.send')}</Button>
          </div>
        </Form>
      </Narrow>
    </FormKey.Provider>
  )
}
