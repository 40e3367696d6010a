import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import CircleCheckBig from 'lucide-react/icons/circle-check-big'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { type Ctx, open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { auditReading } from '#app/domain/audit/audit.server.ts'
import { Alert } from '#app/ui/alert.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Tabs } from '#app/ui/tabs.tsx'
import { approveRequest, type DecisionFault, judgeOrganisation, reasonIn, refuseRequest } from './decide.server.ts'
import { EntityCase } from './entity-case.tsx'
import { OrganisationCase } from './organisation-case.tsx'
import { ProofCase } from './proof-case.tsx'
import { readQueue } from './queue.server.ts'
import { RequestCase } from './request-case.tsx'

/** GET and POST `/admin/a-traiter`: who waits to get in, what they say beside what is on file, one press to decide. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'requests' })
  const page = await readQueue(ctx, ctx.url.searchParams.get('type'))
  const candidates = page.requests.flatMap((request) => request.candidates.map(({ personId }) => personId))
  await auditReading(ctx, 'person.considered', candidates)
  return { title: ctx.t('access:queue.title'), done: ctx.url.searchParams.get('fait'), ...page }
}

function decide(ctx: Ctx, form: FormData): Promise<DecisionFault | undefined> {
  const id = form.get('id')
  switch (form.get('intent')) {
    case 'approve':
      return approveRequest(ctx, id, form.get('person'))
    case 'refuse':
      return refuseRequest(ctx, id, reasonIn(form))
    case 'validate':
      return judgeOrganisation(ctx, id, 'validated', {
        reason: undefined,
        drawn: { name: form.get('name'), siret: form.get('siret') },
      })
    case 'decline':
      return judgeOrganisation(ctx, id, 'refused', { reason: reasonIn(form) })
    default:
      return Promise.resolve('gone')
  }
}

const STATUS: Partial<Record<DecisionFault, number>> = { rank: 403, self: 403, gone: 409, changed: 409 }

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'requests' })
  const form = await sentForm(args.request)
  const fault = await decide(ctx, form)
  if (fault) return data({ fault, id: String(form.get('id') ?? '') }, { status: STATUS[fault] ?? 422 })
  const yes = ['approve', 'validate'].includes(String(form.get('intent')))
  const type = ctx.url.searchParams.get('type')
  const back = new URLSearchParams({ ...(type ? { type } : {}), fait: yes ? 'oui' : 'non' })
  return redirect(`${href.requestQueue}?${back}`, 303)
}

export const meta = pageMeta
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' })

export default function QueuePage() {
  const { t } = useTranslation('access')
  const { title, done, queues, current, requests, proofs, entities, organisations } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const faultOf = (id: string) => (answer?.id === id ? answer.fault : undefined)
  const known = [...requests, ...proofs, ...entities, ...organisations].some(({ id }) => id === answer?.id)
  const isOrganisation = organisations.some(({ id }) => id === answer?.id)
  const anchor = `${isOrganisation ? 'organisation' : 'demande'}-${answer?.id}`
  const said = answer && t(`queue.faults.${answer.fault}`)
  return (
    <>
      {said && known && <ErrorSummary title={t('errorTitle')} errors={[{ field: anchor, message: said }]} />}
      <PageHeading title={title} lead={t('queue.lead')} />
      {done && !answer && (
        <Alert tone="success" live>
          {t(done === 'oui' ? 'queue.approved' : 'queue.refused')}
        </Alert>
      )}
      {answer && !known && (
        <Alert tone="error" live>
          {said}
        </Alert>
      )}
      <Tabs
        label={t('queue.title')}
        tabs={queues.map(({ queue, count }) => ({
          to: `${href.requestQueue}?type=${queue}`,
          text: t(`queue.kinds.${queue}`),
          current: queue === current,
          count: String(count),
        }))}
      />
      {requests.length + proofs.length + entities.length + organisations.length === 0 && (
        <EmptyState icon={CircleCheckBig} title={t('queue.empty')}>
          <p>{t('queue.emptyWhy')}</p>
        </EmptyState>
      )}
      {requests.map((request) => (
        <RequestCase key={request.id} request={request} fault={faultOf(request.id)} />
      ))}
      {proofs.map((proof) => (
        <ProofCase key={proof.id} proof={proof} fault={faultOf(proof.id)} />
      ))}
      {entities.map((entity) => (
        <EntityCase key={entity.id} entity={entity} fault={faultOf(entity.id)} />
      ))}
      {organisations.map((organisation) => (
        <OrganisationCase key={organisation.id} organisation={organisation} fault={faultOf(organisation.id)} />
      ))}
    </>
  )
}
