import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { civilDay } from '#app/calendar/civil-day.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { readAccounts } from '#app/domain/accounts/accounts.server.ts'
import { readAudit } from '#app/domain/audit/audit.server.ts'
import { AuditTable } from '#app/features/staff/desk/audit-table.tsx'
import { changeAccount, statusOf } from '#app/features/staff/team/account-actions.server.ts'
import { AccountCard } from '#app/features/staff/team/account-card.tsx'
import { AccountFaultAlert } from '#app/features/staff/team/account-fault.tsx'
import { may } from '#app/policy/ability.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { decideCompanyPage, readCompanyPages } from './company-page.server.ts'
import { CompanyPageCard } from './company-page-card.tsx'
import { OrganisationDecision, OrganisationDetails } from './organisation-cards.tsx'
import { OrganisationPasses } from './organisation-passes.tsx'
import { changeOrganisation, readOrganisation } from './organisations.server.ts'

const ACCOUNT_INTENTS = ['disable', 'enable', 'way-in']

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'organisations' })
  const organisation = await readOrganisation(ctx, args.params?.id)
  const { recruiters, schools } = ctx.tenant.config
  return {
    title: organisation.name,
    organisation,
    done: ctx.url.searchParams.has('fait'),
    requires: (organisation.kind === 'school' ? schools?.requires : recruiters?.requires) ?? 'validation',
    passMonths: recruiters?.pass?.months ?? null,
    today: civilDay(ctx.now),
    pages: await readCompanyPages(ctx, organisation.id),
    accounts: may(ctx.ability, 'accounts') ? await readAccounts(ctx, { organisationId: organisation.id }) : [],
    events: (await readAudit(ctx, { subjects: [organisation.id] })).lines,
  }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'organisations' })
  const { id } = await readOrganisation(ctx, args.params?.id)
  const form = await sentForm(args.request)
  const judged = await decideCompanyPage(ctx, id, form)
  if (judged !== 'unknown') {
    if (judged) return data({ fault: judged }, { status: judged === 'page-changed' ? 409 : 422 })
    return redirect(`${href.organisation(id)}?fait=1`, 303)
  }
  const fault = ACCOUNT_INTENTS.includes(String(form.get('intent')))
    ? await changeAccount(ctx, null, form)
    : await changeOrganisation(ctx, id, form)
  if (fault) return data({ fault }, { status: statusOf(fault) })
  return redirect(`${href.organisation(id)}?fait=1`, 303)
}

export const meta = pageMeta

export default function Organisation() {
  const { t } = useTranslation('admin')
  const { title, organisation, done, requires, passMonths, today, accounts, events, pages } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isOfPage = answer?.fault.startsWith('page-')
  return (
    <>
      <PageHeading
        title={title}
        lead={t('organisations.sees', { role: t(`roles.${organisation.role}`) })}
        above={
          <Breadcrumbs
            label={t('trail')}
            items={[{ to: href.organisations, text: t('organisations.title') }, { text: title }]}
          />
        }
      />
      {done && !answer && (
        <Alert tone="success" live>
          {t('saved')}
        </Alert>
      )}
      {!isOfPage && <AccountFaultAlert fault={answer?.fault} />}
      <OrganisationDecision organisation={organisation} requires={requires} />
      {organisation.kind === 'company' && passMonths !== null && (
        <OrganisationPasses passes={organisation.passes} months={passMonths} today={today} />
      )}
      {pages && <CompanyPageCard pages={pages} fault={answer?.fault} />}
      <OrganisationDetails organisation={organisation} />
      {accounts.map((account) => (
        <AccountCard key={account.id} account={account} />
      ))}
      {events.length > 0 && <AuditTable id="decisions" caption={t('history.events')} lines={events} />}
    </>
  )
}
