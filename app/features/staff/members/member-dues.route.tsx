import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { civilDay } from '#app/calendar/civil-day.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { auditReading } from '#app/domain/audit/audit.server.ts'
import { AccountFaultAlert } from '#app/features/staff/team/account-fault.tsx'
import { memberAddress } from '#app/features/staff/team/member-address.ts'
import { may } from '#app/policy/ability.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { MemberHead } from './member-head.tsx'
import { addMembership, endMembership, readMemberships } from './memberships.server.ts'
import { AddMembershipForm, MembershipsTable } from './memberships.tsx'
import { staffName, staffPerson } from './staff-person.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: ['people', 'keep-books'] })
  const staff = await staffPerson(ctx, args.params?.handle)
  await auditReading(ctx, 'person.read', [staff.id])
  const name = staffName(staff)
  const tiers = ctx.tenant.config.tiers.map((tier) => ({ id: tier.id, name: tier.name[ctx.language] }))
  return {
    title: name,
    name,
    handle: staff.person.handle,
    done: ctx.url.searchParams.has('fait'),
    tiers,
    today: civilDay(ctx.now),
    keepsBooks: may(ctx.ability, 'keep-books'),
    writes: may(ctx.ability, 'people'),
    periods: (await readMemberships(ctx, staff.id)).map((period) => ({
      ...period,
      tier: tiers.find(({ id }) => id === period.tierId)?.name ?? period.tierId,
    })),
  }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'people' })
  const staff = await staffPerson(ctx, args.params?.handle)
  const form = await sentForm(args.request)
  const fault =
    form.get('intent') === 'end'
      ? await endMembership(ctx, staff.id, form.get('period'))
      : await addMembership(ctx, staff.id, form)
  if (fault) return data({ fault }, { status: 422 })
  return redirect(`${memberAddress(staff.person.handle, 'dues')}?fait=1`, 303)
}

export const meta = pageMeta

export default function MemberDues() {
  const { t } = useTranslation('admin')
  const { name, handle, done, tiers, today, periods, keepsBooks, writes } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <MemberHead handle={handle} name={name} tab="dues" done={done && !answer} />
      <AccountFaultAlert fault={answer?.fault} />
      {periods.length > 0 ? (
        <MembershipsTable periods={periods} mayEnd={writes} />
      ) : (
        <EmptyState title={t('dues.none')} />
      )}
      {keepsBooks && tiers.length > 0 && (
        <LinkButton to={`${href.recordSale}?personne=${encodeURIComponent(handle)}`}>{t('dues.record')}</LinkButton>
      )}
      {tiers.length === 0 && <p className="text-muted">{t('dues.noTiers')}</p>}
      {writes && tiers.length > 0 && <AddMembershipForm tiers={tiers} today={today} />}
    </>
  )
}
