import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Mail from 'lucide-react/icons/mail'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { MailRow } from '../groups/mail-row.tsx'
import { chooseCohortMails, readCohortMailsPage } from './cohort-mail.server.ts'

/** GET and POST `/mail-promo` (S9). */
export async function loader(args: LoaderFunctionArgs) {
  return readCohortMailsPage(await open(args, { needs: 'cohort' }))
}

export async function action(args: ActionFunctionArgs) {
  return chooseCohortMails(await open(args, { needs: 'cohort' }), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const DONE = ['on', 'off', 'one'] as const

export default function CohortMails() {
  const { t } = useTranslation('cohort-mail')
  const { title, formKey, cohort, mails, waits, isOn, ...page } = useLoaderData<typeof loader>()
  const done = DONE.find((one) => one === page.done)
  const trail = [{ to: href.cohort, text: t('promo', { year: cohort }) }, { text: t('title') }]
  return (
    <FormKey.Provider value={formKey}>
      <div className="stack">
        <PageHeading
          title={title}
          lead={t('lead', { year: cohort })}
          above={<Breadcrumbs label={t('trail')} items={trail} />}
          actions={!waits && <LinkButton to={href.cohortMailNew}>{t('write')}</LinkButton>}
        />
        {done && (
          <Alert tone={done === 'one' ? 'warning' : 'success'} live>
            {t(`done.${done}`)}
          </Alert>
        )}
        {mails.length === 0 ? (
          <EmptyState icon={Mail} title={t('none')}>
            <p>{t('noneText')}</p>
          </EmptyState>
        ) : (
          <Rows data-total={mails.length}>
            {mails.map((mail) => (
              <MailRow
                key={mail.id}
                mail={mail}
                to={href.cohortMail(mail.id)}
                state={mail.own ? t(`states.${mail.state}`) : null}
              />
            ))}
          </Rows>
        )}
        <Form method="post">
          <p className="text-muted">{t(isOn ? 'receives' : 'receivesNot')}</p>
          <Button small look="secondary" name="intent" value={isOn ? 'mail-off' : 'mail-on'}>
            {t(isOn ? 'off' : 'on')}
          </Button>
        </Form>
      </div>
    </FormKey.Provider>
  )
}
