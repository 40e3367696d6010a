import { randomUUID } from 'node:crypto'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, type ShouldRevalidateFunctionArgs, useLoaderData, useLocation } from '@remix-run/react'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { adminMenu } from '#app/context/announcement.ts'
import { open } from '#app/context/open.ts'
import { may } from '#app/policy/ability.ts'
import { opensPage } from '#app/policy/staff-pages.ts'
import { sharesCosts } from '#app/tenant/shares-costs.ts'
import { FormKey } from '#app/ui/form.tsx'
import { Split } from '#app/ui/layout.tsx'
import { SideNav } from '#app/ui/nav.tsx'
import { Reachable } from '#app/ui/reachable.ts'
import { type Action, STAFF_ACTIONS } from '#app/vocabulary/actions.ts'
import { FindForm } from './find-form.tsx'
import type { Held } from './held-actions.ts'
import { useAdminMenu } from './menu.ts'
import { readWaiting, waitingAt } from './todo.server.ts'

/** Every page under /admin: the menu beside the work. Each page authorises itself besides. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'staff' })
  const { ability } = ctx
  const held: Action[] = [...STAFF_ACTIONS, 'extract' as const].filter((action) => may(ability, action))
  return {
    held,
    menu: adminMenu(held, ctx.tenant.config),
    waiting: waitingAt(await readWaiting(ctx)),
    // Pages that would have nothing to show here.
    without: sharesCosts(ctx.tenant.config) ? [] : [href.apportionments],
    formKey: randomUUID(),
  }
}

export function shouldRevalidate({ formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return Boolean(formMethod && formMethod !== 'GET') && defaultShouldRevalidate
}

export default function AdminLayout() {
  const { t } = useTranslation('admin')
  const { pathname, search } = useLocation()
  const typed = pathname === href.staffFind ? (new URLSearchParams(search).get('q') ?? '') : ''
  const { held, menu, waiting, without, formKey } = useLoaderData<typeof loader>()
  const reaches = useCallback((to: string) => opensPage(held, to) && !without.includes(to), [held, without])
  const { groups, current } = useAdminMenu(pathname, menu, waiting)
  return (
    <div className="staff-area">
      <Split side={<SideNav label={t('menu.label')} summary={t('menu.summary', { current })} groups={groups} />}>
        <Reachable.Provider value={reaches}>
          <FormKey.Provider value={formKey}>
            {pathname !== href.members && <FindForm typed={typed} held={held} />}
            <Outlet context={held satisfies Held} />
          </FormKey.Provider>
        </Reachable.Provider>
      </Split>
    </div>
  )
}
