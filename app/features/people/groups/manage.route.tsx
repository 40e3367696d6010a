import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Textarea } from '#app/ui/text-input.tsx'
import { manage, readManaging } from './manage.server.ts'
import { AskedCard, DocumentsByCard, LeadersCard, SearchCard } from './manage-cards.tsx'
import { openGroups } from './open-group.server.ts'

/** GET and POST `/groupes/:group/gerer` (S15; A18, A19). */
export async function loader(args: LoaderFunctionArgs) {
  return readManaging(await openGroups(args), args.params.group ?? '')
}

export async function action(args: ActionFunctionArgs) {
  return manage(await openGroups(args), args.params.group ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const FAULTS = ['last', 'gone', 'nobody', 'long'] as const
const DONE = ['made', 'about', 'documents', 'accepted', 'refused', 'added', 'leader', 'noLeader'] as const

export default function Manage() {
  const { t } = useTranslation('groups')
  const { title, formKey, group, asked, leaders, outcome, ...search } = useLoaderData<typeof loader>()
  const fault = FAULTS.find((one) => one === outcome)
  const done = DONE.find((one) => one === outcome)
  const trail = [
    { to: href.groups, text: t('title') },
    { to: href.group(group.slug), text: group.name },
    { text: t('manage.link') },
  ]
  return (
    <FormKey.Provider value={formKey}>
      <div className="stack" data-group={group.slug}>
        <PageHeading title={title} above={<Breadcrumbs label={t('trail')} items={trail} />} />
        {fault && (
          <Alert tone="error" live>
            {t(`manage.faults.${fault}`)}
          </Alert>
        )}
        {done && (
          <Alert tone="success" live>
            {t(`manage.done.${done}`)}
          </Alert>
        )}
        {group.joining === 'moderated' && <AskedCard asked={asked} />}
        <LeadersCard leaders={leaders} />
        <SearchCard slug={group.slug} {...search} />
        <DocumentsByCard by={group.documentsBy} />
        <Card id="presentation" title={t('manage.about')}>
          <Form method="post" className="form-stack" noValidate>
            <Textarea name="about" label={t('manage.aboutLabel')} rows={4} defaultValue={group.about ?? ''} />
            <div>
              <Button name="intent" value="about">
                {t('write.save')}
              </Button>
            </div>
          </Form>
        </Card>
      </div>
    </FormKey.Provider>
  )
}
