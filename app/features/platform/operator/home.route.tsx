import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { openOperator } from '#app/context/operator.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { listAssociations } from './associations.server.ts'
import { OperatorHead } from './operator-head.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await openOperator(args, { needs: 'operator' })
  const { protocol, port } = ctx.url
  return {
    title: ctx.t('operator:home.title'),
    email: ctx.operator!.email,
    origin: { protocol, port },
    associations: await listAssociations(),
  }
}

export const meta = pageMeta

export default function OperatorHome() {
  const { t } = useTranslation('operator')
  const { title, email, origin, associations } = useLoaderData<typeof loader>()
  const address = (host: string) => `${origin.protocol}//${host}${origin.port ? `:${origin.port}` : ''}/`
  return (
    <Stack>
      <OperatorHead title={title} lead={t('home.lead')} tab="home" email={email} />
      <Table
        id="associations"
        caption={t('home.caption', { count: associations.length })}
        firstSticky
        head={
          <>
            <ColumnHead>{t('home.association')}</ColumnHead>
            <ColumnHead>{t('home.kind')}</ColumnHead>
            <ColumnHead>{t('home.federation')}</ColumnHead>
            <ColumnHead number>{t('home.version')}</ColumnHead>
            <ColumnHead>{t('home.hosts')}</ColumnHead>
          </>
        }
      >
        {associations.map((one) => (
          <tr key={one.slug}>
            <RowHead>
              <Anchor to={href.operatorAssociation(one.slug)}>{one.name}</Anchor>
            </RowHead>
            <Cell>
              <Badge tone={one.kind === 'association' ? 'neutral' : 'info'}>{t(`kinds.${one.kind}`)}</Badge>
            </Cell>
            <Cell>{one.federation ?? '–'}</Cell>
            <Cell number>{one.version}</Cell>
            <Cell>
              {one.hosts.map((host) => (
                <Anchor key={host} to={address(host)} className="block">
                  {host}
                </Anchor>
              ))}
            </Cell>
          </tr>
        ))}
      </Table>
    </Stack>
  )
}
