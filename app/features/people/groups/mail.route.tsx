import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { Reading } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { changeMailPage, readMailPage } from './mails.server.ts'
import { openGroups } from './open-group.server.ts'
import { ByLine, Words } from './words.tsx'

/** GET and POST `/groupes/:group/envois/:mail`: what was sent, and the way to answer by a message. */
export async function loader(args: LoaderFunctionArgs) {
  return readMailPage(await openGroups(args), args.params.group ?? '', args.params.mail ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const { group = '', mail = '' } = args.params
  return changeMailPage(await openGroups(args), group, mail, await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const DONE = ['pending', 'leaves', 'withdrawn', 'gone'] as const

export default function GroupMail() {
  const { t } = useTranslation('groups')
  const { formKey, group, mail, runs, writes, own, ...page } = useLoaderData<typeof loader>()
  const done = DONE.find((one) => one === page.done)
  const trail = [
    { to: href.groups, text: t('title') },
    { to: href.group(group.slug), text: group.name },
    { to: href.groupMails(group.slug), text: t('mails.title') },
    { text: mail.subject },
  ]
  return (
    <FormKey.Provider value={formKey}>
      <Reading>
        <article className="stack" data-state={mail.state}>
          <PageHeading title={mail.subject} above={<Breadcrumbs label={t('trail')} items={trail} />} />
          {done && (
            <Alert tone={done === 'gone' ? 'warning' : 'success'} live>
              {t(`mails.done.${done}`)}
            </Alert>
          )}
          {mail.because && <Alert tone="warning">{t('because', { because: mail.because })}</Alert>}
          {mail.state === 'orphaned' && <Alert tone="warning">{t('mails.orphaned')}</Alert>}
          <div>
            <ByLine author={mail.author} at={mail.at} />
            {runs && <p className="text-sm text-muted">{t(`mails.states.${mail.state}`)}</p>}
          </div>
          <Words text={mail.text} />
          {mail.author && !own && (
            <div>
              <LinkButton to={href.writeTo(mail.author.handle)}>
                {t('mails.answerTo', { name: mail.author.name })}
              </LinkButton>
            </div>
          )}
          {mail.open && (
            <Form method="post" className="actions">
              {writes && mail.rewrites && (
                <LinkButton look="secondary" to={href.groupMailEdit(group.slug, mail.id)}>
                  {t('write.change')}
                </LinkButton>
              )}
              <Button look="secondary" name="intent" value="withdraw">
                {t('mails.withdraw')}
              </Button>
            </Form>
          )}
        </article>
      </Reading>
    </FormKey.Provider>
  )
}
