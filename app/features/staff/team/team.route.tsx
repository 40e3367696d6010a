import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { civilDay } from '#app/calendar/civil-day.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { judgeOf, readGrants } from '#app/domain/accounts/grants.server.ts'
import { mayStaff, rolesInReach } from '#app/policy/staff.rules.ts'
import { Alert } from '#app/ui/alert.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { changeAccount, statusOf } from './account-actions.server.ts'
import { AccountFaultAlert } from './account-fault.tsx'
import { GiveRoleForm } from './give-role-form.tsx'
import { GrantsTable } from './grants-table.tsx'

/** Every granted role of the association, accounts without a record included. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: ['team', 'roles'] })
  return {
    title: ctx.t('admin:team.title'),
    done: ctx.url.searchParams.has('fait'),
    grants: await readGrants(ctx),
    // What could be given and ended; the action decides again.
    reach: rolesInReach(judgeOf(ctx)),
    leads: mayStaff(ctx.viewer),
    today: civilDay(ctx.now),
  }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: ['team', 'roles'] })
  const form = await sentForm(args.request)
  const fault = await changeAccount(ctx, null, form)
  if (fault) return data({ fault, login: String(form.get('login') ?? '') }, { status: statusOf(fault) })
  return redirect(`${href.team}?fait=1`, 303)
}

export const meta = pageMeta

export default function Team() {
  const { t } = useTranslation('admin')
  const { title, done, grants, reach, leads, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeading title={title} lead={t('team.lead')} />
      {done && !answer && (
        <Alert tone="success" live>
          {t('saved')}
        </Alert>
      )}
      <AccountFaultAlert fault={answer?.fault} />
      <GrantsTable grants={grants} caption={t('team.caption')} ends={leads ? 'all' : reach} withAccount />
      {reach.length > 0 && <GiveRoleForm roles={reach} today={today} withLogin typedLogin={answer?.login} />}
    </>
  )
}
