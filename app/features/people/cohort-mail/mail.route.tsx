import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { Reading } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { ByLine, Words } from '../groups/words.tsx'
import { changeCohortMailPage, readCohortMailPage } from './cohort-mail.server.ts'

/** GET and POST `/mail-promo/:mail`: what was written, and the way to answer by a message (S9). */
export async function loader(args: LoaderFunctionArgs) {
  return readCohortMailPage(await open(args, { needs: 'cohort' }), args.params.mail ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'cohort' })
  return changeCohortMailPage(ctx, args.params.mail ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const DONE = ['pending', 'withdrawn', 'gone'] as const

export default function CohortMail() {
  const { t } = useTranslation('cohort-mail')
  const { formKey, cohort, mail, isOpen, ...page } = useLoaderData<typeof loader>()
  const done = DONE.find((one) => one === page.done)
  const trail = [
    { to: href.cohort, text: t('promo', { year: cohort }) },
    { to: href.cohortMails, text: t('title') },
    { text: mail.subject },
  ]
  return (
    <FormKey.Provider value={formKey}>
      <Reading>
        <article className="stack" data-mail={mail.id} data-state={mail.state}>
          <PageHeading title={mail.subject} above={<Breadcrumbs label={t('trail')} items={trail} />} />
          {done && (
            <Alert tone={done === 'gone' ? 'warning' : 'success'} live>
              {t(`done.${done}`)}
            </Alert>
          )}
          {mail.because && <Alert tone="warning">{t('because', { because: mail.because })}</Alert>}
          <div>
            <ByLine author={mail.author} at={mail.at} />
            {mail.own && <p className="text-sm text-muted">{t(`states.${mail.state}`)}</p>}
          </div>
          <Words text={mail.text} />
          {mail.author && !mail.own && (
            <div>
              <LinkButton to={href.writeTo(mail.author.handle)}>{t('answerTo', { name: mail.author.name })}</LinkButton>
            </div>
          )}
          {isOpen && (
            <Form method="post" className="actions">
              {mail.rewrites && (
                <LinkButton look="secondary" to={href.cohortMailEdit(mail.id)}>
                  {t('change')}
                </LinkButton>
              )}
              <Button look="secondary" name="intent" value="withdraw">
                {t('withdraw')}
              </Button>
            </Form>
          )}
        </article>
      </Reading>
    </FormKey.Provider>
  )
}
