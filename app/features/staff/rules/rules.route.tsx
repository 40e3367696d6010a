import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Tabs, ViewSwitch } from '#app/ui/tabs.tsx'
import { CHANNELS } from '#app/vocabulary/audiences.ts'
import { type RulesPage, readRules, readRulesQuery } from './rules.server.ts'
import { rulesAddress } from './rules-address.ts'
import { RulesFilter } from './rules-filter.tsx'
import { RulesHead } from './rules-head.tsx'
import { FieldTable, RoleTable, RulesMatrix } from './rules-tables.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'rules' })
  const query = readRulesQuery(ctx.tenant.config, ctx.url.searchParams)
  return { title: ctx.t('admin:rules.title'), page: readRules(ctx, query) }
}

export const meta = pageMeta

const CELLS = ['always', 'audience', 'friends-only', 'conditional', 'never'] as const

export default function Rules() {
  const { t } = useTranslation('admin')
  const { title, page } = useLoaderData<typeof loader>()
  const { query, roles } = page
  return (
    <>
      <RulesHead title={title} lead={t('rules.lead')} tab="matrix" />
      <div className="flex">
        <ViewSwitch
          label={t('rules.channel')}
          tabs={CHANNELS.map((channel) => ({
            to: rulesAddress({ ...query, channel }),
            text: t(`rules.channels.${channel}`),
            current: channel === query.channel,
          }))}
        />
      </div>
      <Disclosure
        summary={t('actions.filter')}
        framed
        untilWide
        open={Boolean(query.role || query.field || query.theme)}
      >
        <RulesFilter query={query} roles={roles} />
      </Disclosure>
      <Disclosure summary={t('rules.legend')} open>
        <dl className="definitions">
          {CELLS.map((cell) => (
            <div key={cell} className="definition">
              <dt>{t(`rules.cells.${cell}`)}</dt>
              <dd>{t(`rules.legends.${cell}`)}</dd>
            </div>
          ))}
        </dl>
      </Disclosure>
      <Answer page={page} />
    </>
  )
}

/** The table where there is room for it; on a phone one role at a time. */
function Answer({ page }: { page: RulesPage }) {
  const { t } = useTranslation('admin')
  const { query, roles, fields } = page
  if (query.field && fields[0]) return <FieldTable line={fields[0]} page={page} />
  if (query.role) return <RoleTable id="que-voit" role={query.role} page={page} />
  const first = roles.find((role) => role === 'adherent') ?? roles[0]!
  return (
    <>
      <div className="stack hidden lg:grid">
        <RulesMatrix {...page} />
      </div>
      <div className="stack lg:hidden">
        <Tabs
          label={t('rules.byRole')}
          tabs={roles.map((role) => ({
            to: rulesAddress({ ...query, role }),
            text: t(`roles.${role}`),
            current: role === first,
          }))}
        />
        <RoleTable id="que-voit" role={first} page={page} />
      </div>
    </>
  )
}
