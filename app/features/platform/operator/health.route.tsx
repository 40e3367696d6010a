import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { openOperator } from '#app/context/operator.ts'
import { localeOf } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { type Health, readHealth } from './health.server.ts'
import { OperatorHead } from './operator-head.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await openOperator(args, { needs: 'operator' })
  return { title: ctx.t('operator:health.title'), email: ctx.operator!.email, health: await readHealth() }
}

export const meta = pageMeta

export default function HealthPage() {
  const { t } = useTranslation('operator')
  const { title, email, health } = useLoaderData<typeof loader>()
  const missing = health.migrations?.missing ?? []
  const failed = health.queue?.reduce((sum, { failed: count }) => sum + count, 0) ?? 0
  const well = health.database && health.migrations && health.queue && missing.length === 0
  return (
    <Stack>
      <OperatorHead title={title} tab="health" email={email} />
      <Alert
        tone={well ? (failed > 0 || health.proxy ? 'warning' : 'success') : 'error'}
        title={t(well ? 'health.well' : 'health.ill')}
      >
        {missing.length > 0 && <p>{t('health.missing', { list: missing.join(', ') })}</p>}
        {health.proxy && <p>{t('health.proxy', { count: health.proxy.carried, all: health.proxy.all })}</p>}
        {failed > 0 && <p>{t('health.failed', { count: failed })}</p>}
      </Alert>
      <DatabaseCard health={health} />
      {health.queue && health.queue.length > 0 ? (
        <QueueTable queue={health.queue} />
      ) : (
        <p className="text-muted">{t(health.queue ? 'health.idle' : 'health.noQueue')}</p>
      )}
    </Stack>
  )
}

function DatabaseCard({ health: { database, migrations } }: { health: Health }) {
  const { t, i18n } = useTranslation('operator')
  const size = (bytes: number) =>
    new Intl.NumberFormat(localeOf(i18n.language), {
      style: 'unit',
      unit: 'megabyte',
      maximumFractionDigits: 1,
    }).format(bytes / 1_000_000)
  return (
    <Card id="base" title={t('health.database')}>
      {!database && <p>{t('health.away')}</p>}
      <DefinitionList>
        {database && (
          <>
            <Definition term="PostgreSQL">{database.version}</Definition>
            <Definition term={t('health.role')}>{database.role}</Definition>
            <Definition term={t('health.size')}>{size(database.bytes)}</Definition>
            <Definition term={t('health.time')}>
              {t('health.milliseconds', { count: database.milliseconds })}
            </Definition>
          </>
        )}
        {migrations && (
          <Definition term={t('health.migrations')}>
            {t('health.applied', { count: migrations.applied.length, last: migrations.applied.at(-1) ?? '–' })}
          </Definition>
        )}
      </DefinitionList>
    </Card>
  )
}

function QueueTable({ queue }: { queue: NonNullable<Health['queue']> }) {
  const { t } = useTranslation('operator')
  const states = ['waiting', 'running', 'failed'] as const
  return (
    <Table
      id="file"
      caption={t('health.queue')}
      head={
        <>
          <ColumnHead>{t('health.task')}</ColumnHead>
          {states.map((state) => (
            <ColumnHead key={state} number>
              {t(`health.${state}Count`)}
            </ColumnHead>
          ))}
        </>
      }
    >
      {queue.map((line) => (
        <tr key={line.task}>
          <RowHead>{t(`health.tasks.${line.task}`)}</RowHead>
          {states.map((state) => (
            <Cell key={state} number>
              {line[state]}
            </Cell>
          ))}
        </tr>
      ))}
    </Table>
  )
}
