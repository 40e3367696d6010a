import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { shortMoment } from '#app/i18n/format.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Card } from '#app/ui/card.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { RulesHead } from './rules-head.tsx'
import { readVersions, type VersionLine } from './versions.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'rules' })
  return { title: ctx.t('admin:versions.title'), versions: await readVersions(ctx) }
}

export const meta = pageMeta

export default function Versions() {
  const { t } = useTranslation('admin')
  const { title, versions } = useLoaderData<typeof loader>()
  return (
    <>
      <RulesHead title={title} lead={t('versions.lead')} tab="versions" />
      {versions.map((version) => (
        <Version key={version.number} {...version} />
      ))}
    </>
  )
}

function Version({ number, author, appliedAt, inForce, changes, consequences }: VersionLine) {
  const { t, i18n } = useTranslation('admin')
  return (
    <Card
      id={`version-${number}`}
      title={t('versions.number', { number })}
      aside={inForce && <Badge tone="success">{t('versions.inForce')}</Badge>}
    >
      <p className="text-muted">{t('versions.by', { when: shortMoment(appliedAt, i18n.language), author })}</p>
      {!changes && <p>{t('versions.first')}</p>}
      {changes?.length === 0 && <p>{t('versions.none')}</p>}
      {consequences && consequences.length > 0 && (
        <Lines id={`consequences-${number}`} title={t('versions.consequences')} lines={consequences} />
      )}
      {changes && changes.length > 0 && (
        <Disclosure summary={`${t('versions.changes')} (${changes.length})`}>
          <Lines id={`changes-${number}`} title={t('versions.changes')} lines={changes} code />
        </Disclosure>
      )}
    </Card>
  )
}

function Lines({ id, title, lines, code }: { id: string; title: string; lines: readonly string[]; code?: boolean }) {
  return (
    <>
      <h3 id={id} className="mt-3 text-base font-semibold">
        {title}
      </h3>
      <ul aria-labelledby={id} className="list-disc pl-6">
        {[...new Set(lines)].map((line) => (
          <li key={line} className="break-words">
            {code ? <code>{line}</code> : line}
          </li>
        ))}
      </ul>
    </>
  )
}
