import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Mail from 'lucide-react/icons/mail'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { GroupTabs } from './group-tabs.tsx'
import { MailRow } from './mail-row.tsx'
import { readMailsPage } from './mails.server.ts'
import { openGroups } from './open-group.server.ts'

/** GET `/groupes/:group/envois` (S14). */
export async function loader(args: LoaderFunctionArgs) {
  return readMailsPage(await openGroups(args), args.params.group ?? '')
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Mails() {
  const { t } = useTranslation('groups')
  const { title, group, mails, writes, runs } = useLoaderData<typeof loader>()
  const trail = [
    { to: href.groups, text: t('title') },
    { to: href.group(group.slug), text: group.name },
    { text: t('mails.title') },
  ]
  return (
    <div className="stack" data-group={group.slug}>
      <PageHeading
        title={title}
        lead={runs ? t('mails.lead') : undefined}
        above={<Breadcrumbs label={t('trail')} items={trail} />}
        actions={writes && <LinkButton to={href.groupMailNew(group.slug)}>{t('mails.write')}</LinkButton>}
      />
      <GroupTabs slug={group.slug} current="mails" inside />
      {mails.length === 0 ? (
        <EmptyState icon={Mail} title={t('mails.none')}>
          <p>{t('mails.noneText')}</p>
        </EmptyState>
      ) : (
        <Rows data-total={mails.length}>
          {mails.map((mail) => (
            <MailRow
              key={mail.id}
              mail={mail}
              to={href.groupMail(group.slug, mail.id)}
              state={runs ? t(`mails.states.${mail.state}`) : null}
            />
          ))}
        </Rows>
      )}
    </div>
  )
}
