import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { countText, longMoment } from '#app/i18n/format.ts'
import { Card } from '#app/ui/card.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { readRetention } from './retention-page.server.ts'

/** GET `/admin/conservation`: each rule, what it holds now, and what the next runs will delete. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'privacy-desk' })
  return { title: ctx.t('rights:retention.title'), ...(await readRetention(ctx)) }
}

export const meta = pageMeta

export default function Retention() {
  const { t, i18n } = useTranslation('rights')
  const { title, classes, lasting, runs } = useLoaderData<typeof loader>()
  const shown = (n: number) => countText(n, i18n.language)
  return (
    <>
      <PageHeading title={title} lead={t('retention.lead')} />
      <Table
        id="conservation"
        caption={t('retention.caption')}
        head={
          <>
            <ColumnHead>{t('retention.what')}</ColumnHead>
            <ColumnHead>{t('retention.rule')}</ColumnHead>
            <ColumnHead number>{t('retention.kept')}</ColumnHead>
            <ColumnHead number>{t('retention.next')}</ColumnHead>
            <ColumnHead number>{t('retention.month')}</ColumnHead>
          </>
        }
      >
        {classes.map(({ kind, text, own, kept, next, month }) => (
          <tr key={kind} data-class={kind}>
            <RowHead>{t(`classes.${kind}`)}</RowHead>
            <Cell>
              {text}
              {own && ` (${t('retention.own')})`}
            </Cell>
            <Cell number>{shown(kept)}</Cell>
            <Cell number>{shown(next)}</Cell>
            <Cell number>{shown(month)}</Cell>
          </tr>
        ))}
      </Table>
      <Card id="sans-terme" title={t('retention.lasting')}>
        <ul className="reading">
          {lasting.map((kind) => (
            <li key={kind}>{t(`lasting.${kind}`)}</li>
          ))}
        </ul>
      </Card>
      <Card id="passages" title={t('retention.runs')}>
        {runs.length === 0 ? (
          <p>{t('retention.noRuns')}</p>
        ) : (
          <ul>
            {runs.map(({ at, rows }) => (
              <li key={at}>
                {t('retention.run', { at: longMoment(at, i18n.language), count: rows, shown: shown(rows) })}
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  )
}
