import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { type Ctx, open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { join, type Sql, sql } from '#app/db/sql.ts'
import { reasonText } from '#app/domain/audit/reasons.ts'
import { subscribersOf } from '#app/domain/mail/subscriptions.server.ts'
import { readMembersQuery } from '#app/domain/search/members.schema.ts'
import { conditionsOf, statusesInUse } from '#app/domain/search/members.server.ts'
import { DUES_ROLES } from '#app/domain/search/members-address.ts'
import { EXTRACTED_FIELDS } from '#app/policy/extract.ts'
import { givableRoles } from '#app/policy/staff.rules.ts'
import { Alert } from '#app/ui/alert.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Downloaded } from './downloaded.tsx'
import { LIST_FILTER, readExtractionForm } from './exports.schema.ts'
import { extractPeople } from './extraction.server.ts'
import { FILE_KINDS } from './extraction-files.server.ts'
import { ExtractionForm } from './extraction-form.tsx'
import { PastExtractions } from './extraction-history.tsx'
import { type PastExtraction, pastExtractions, recordExtraction } from './extraction-log.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'extract' })
  const { config } = ctx.tenant
  const past = await pastExtractions(ctx)
  return {
    title: ctx.t('admin:exports.title'),
    past,
    fresh: justNow(ctx, past[0]),
    statuses: await statusesInUse(ctx),
    roles: [...DUES_ROLES, ...givableRoles(config)],
    lists: config.mailingLists.map(({ id, name }) => ({ id, name: name[ctx.language] })),
    fields: EXTRACTED_FIELDS,
    // The members' list leads here with its filters.
    filters: Object.fromEntries(ctx.url.searchParams) as Record<string, string>,
    asked: { set: ctx.url.searchParams.get('set') ?? '', why: ctx.url.searchParams.get('why') ?? '' },
  }
}

/** Seconds for which the page tells of the file that its reader just took. */
const FRESH = 60

const justNow = ({ viewer, now }: Ctx, last: PastExtraction | undefined): PastExtraction | null =>
  last && last.accountId === viewer.accountId && Date.parse(last.at) > now.getTime() - FRESH * 1_000 ? last : null

/**
 * Answers with the file (interface.md, "Administrator's extraction"); with the form again where it was filled in
 * wrongly.
 */
export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'extract' })
  const read = readExtractionForm(await sentForm(args.request))
  if (!read.ok) return data({ errors: read.errors, typed: read.typed }, { status: 422 })
  const { format, filters, columns } = read
  const query = readMembersQuery(new URLSearchParams(filters), givableRoles(ctx.tenant.config))
  const narrowed = Object.keys(query).length > 0 ? conditionsOf(ctx, query) : []
  const where = join([...narrowed, ...receiving(ctx, filters)], ' AND ', sql`TRUE`)
  const reason = reasonText(ctx.t, 'people', read.reason)
  await recordExtraction(ctx, { reason, format, filters, columns, where })
  const kind = FILE_KINDS[format]
  const head = { tenant: ctx.tenant.config.slug, at: ctx.now, chosen: columns, speaker: ctx }
  args.context.file = new Response(kind.write(head, extractPeople(ctx, where)), {
    headers: {
      'Content-Type': kind.contentType,
      'Content-Disposition': `attachment; filename="${ctx.tenant.config.slug}-${format}"`,
      'Cache-Control': 'no-store',
    },
  })
  return null
}

/** Who receives the list that was chosen; of one that is none, nobody. */
function receiving({ tenant, now }: Ctx, filters: Record<string, string>): Sql[] {
  const chosen = filters[LIST_FILTER]
  if (!chosen) return []
  if (!tenant.config.mailingLists.some(({ id }) => id === chosen)) return [sql`FALSE`]
  return [sql`p."id" IN (SELECT r."personId" FROM (${subscribersOf(tenant, chosen, now)}) r)`]
}

export const meta = pageMeta

export default function Exports() {
  const { t } = useTranslation('admin')
  const { title, past, fresh, filters, asked, ...lists } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeading title={title} lead={t('exports.lead')} />
      <Alert tone="warning" title={t('exports.warning')}>
        <p>{t('exports.warningText')}</p>
      </Alert>
      <Downloaded extraction={fresh} />
      <ExtractionForm {...lists} errors={answer?.errors ?? {}} typed={answer?.typed ?? { filters, ...asked }} />
      <div id="deja-extrait" data-live>
        <PastExtractions past={past} />
      </div>
    </>
  )
}
