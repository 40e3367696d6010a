import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import UserX from 'lucide-react/icons/user-x'
import { useTranslation } from 'react-i18next'
import { civilDay } from '#app/calendar/civil-day.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { readAccounts } from '#app/domain/accounts/accounts.server.ts'
import { judgeOf, readGrants } from '#app/domain/accounts/grants.server.ts'
import { auditReading } from '#app/domain/audit/audit.server.ts'
import { changeAccount, statusOf } from '#app/features/staff/team/account-actions.server.ts'
import { AccountCard } from '#app/features/staff/team/account-card.tsx'
import { AccountFaultAlert } from '#app/features/staff/team/account-fault.tsx'
import { GiveRoleForm } from '#app/features/staff/team/give-role-form.tsx'
import { GrantsTable } from '#app/features/staff/team/grants-table.tsx'
import { memberAddress } from '#app/features/staff/team/member-address.ts'
import { WayInForm } from '#app/features/staff/team/way-in-form.tsx'
import { mayStaff, rolesInReach } from '#app/policy/staff.rules.ts'
import { Button } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Form } from '#app/ui/form.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { MemberHead } from './member-head.tsx'
import { staffName, staffPerson } from './staff-person.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'accounts' })
  const staff = await staffPerson(ctx, args.params?.handle)
  await auditReading(ctx, 'person.read', [staff.id])
  const name = staffName(staff)
  const reach = rolesInReach(judgeOf(ctx))
  return {
    title: name,
    name,
    handle: staff.person.handle,
    done: ctx.url.searchParams.has('fait'),
    accounts: await readAccounts(ctx, { personId: staff.id }),
    grants: staff.accountId ? await readGrants(ctx, staff.accountId) : [],
    // What could be given; the action decides again.
    roles: staff.accountId !== ctx.viewer.accountId ? reach : [],
    ends: mayStaff(ctx.viewer) ? ('all' as const) : reach,
    today: civilDay(ctx.now),
  }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'accounts' })
  const staff = await staffPerson(ctx, args.params?.handle)
  const fault = await changeAccount(ctx, staff.id, await sentForm(args.request))
  if (fault) return data({ fault }, { status: statusOf(fault) })
  return redirect(`${memberAddress(staff.person.handle, 'account')}?fait=1`, 303)
}

export const meta = pageMeta

export default function MemberAccount() {
  const { t } = useTranslation('admin')
  const { name, handle, done, accounts, grants, roles, ends, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <MemberHead handle={handle} name={name} tab="account" done={done && !answer} />
      <AccountFaultAlert fault={answer?.fault} />
      {accounts.length === 0 && (
        <EmptyState
          icon={UserX}
          title={t('account.none')}
          action={
            <div className="actions">
              <WayInForm active={false} first />
              <Form method="post">
                <input type="hidden" name="intent" value="open" />
                <Button look="secondary">{t('account.create')}</Button>
              </Form>
            </div>
          }
        >
          <p>{t('account.noneWhy')}</p>
        </EmptyState>
      )}
      {accounts.map((account) => (
        <AccountCard key={account.id} account={account} />
      ))}
      {accounts.length > 0 && (
        <>
          {grants.length > 0 ? (
            <GrantsTable grants={grants} caption={t('account.roles')} ends={ends} />
          ) : (
            <p className="text-muted">{t('account.noRoles')}</p>
          )}
          {roles.length > 0 && <GiveRoleForm roles={roles} today={today} />}
        </>
      )}
    </>
  )
}
