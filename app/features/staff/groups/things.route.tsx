import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import CheckCheck from 'lucide-react/icons/check-check'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { isUuid } from '#app/db/uuid.ts'
import { dropFiles } from '#app/domain/files/loose-files.server.ts'
import { groupMailTask } from '#app/domain/groups/group-mail.task.ts'
import { cohortMailTask } from '#app/domain/letters/cohort-mail.task.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { Alert } from '#app/ui/alert.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { decide, decideCohort, readAllWaiting } from './things.server.ts'
import { WaitingCard } from './waiting-card.tsx'

const KINDS = ['post', 'change', 'comment', 'news-comment', 'document', 'mail', 'cohort-mail'] as const
const BECAUSE_LENGTH = 500

/** GET and POST `/admin/publications`: what members wrote and a moderator reads first (A21). */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'moderation' })
  return {
    title: ctx.t('groups:things.title'),
    waiting: await readAllWaiting(ctx),
    outcome: ctx.url.searchParams.get('fait'),
  }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'moderation' })
  const form = await sentForm(args.request)
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const [kind, id, approve] = [text('kind'), text('id'), text('decision') === 'approve']
  const because = text('because').slice(0, BECAUSE_LENGTH) || null
  const to = (outcome: string) => redirect(`${href.reviewedThings}?fait=${outcome}`, 303)
  if (!isOneOf(KINDS, kind) || !isUuid(id)) return to('gone')
  if (!approve && !because) return to('because')
  const words = { id, hash: text('hash'), approve, because: approve ? null : because }
  if (kind === 'cohort-mail') {
    if (!(await decideCohort(ctx, words))) return to('gone')
    if (approve) await enqueue(cohortMailTask, { tenantId: ctx.tenant.id })
    return to(approve ? 'approved' : 'refused')
  }
  const decision = { kind, ...words }
  const outcome = await decide(ctx, decision)
  if (outcome === 'gone') return to('gone')
  await dropFiles(ctx.tenant.id, outcome)
  if (kind === 'mail' && approve) await enqueue(groupMailTask, { tenantId: ctx.tenant.id })
  return to(approve ? 'approved' : 'refused')
}

export const meta = pageMeta

const TONES = { approved: 'success', refused: 'success', gone: 'warning', because: 'error' } as const

export default function Things() {
  const { t } = useTranslation('groups')
  const { title, waiting, outcome } = useLoaderData<typeof loader>()
  const said = (Object.keys(TONES) as (keyof typeof TONES)[]).find((one) => one === outcome)
  return (
    <>
      <PageHeading title={title} lead={t('things.lead')} />
      {said && (
        <Alert tone={TONES[said]} live>
          {t(`things.outcome.${said}`)}
        </Alert>
      )}
      {waiting.length === 0 ? (
        <EmptyState icon={CheckCheck} title={t('things.none')}>
          <p>{t('things.noneText')}</p>
        </EmptyState>
      ) : (
        <ul className="stack" data-total={waiting.length}>
          {waiting.map((one) => (
            <WaitingCard key={`${one.kind} ${one.id}`} one={one} />
          ))}
        </ul>
      )}
    </>
  )
}
