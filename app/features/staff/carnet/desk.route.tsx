import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import CheckCheck from 'lucide-react/icons/check-check'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { longDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { TextInput } from '#app/ui/text-input.tsx'
import { changeDesk, readDesk } from './desk.server.ts'

/** GET and POST `/admin/carnet` (S3, B24). */
export async function loader(args: LoaderFunctionArgs) {
  return readDesk(await open(args, { needs: 'content' }))
}

export async function action(args: ActionFunctionArgs) {
  return changeDesk(await open(args, { needs: 'content' }), await sentForm(args.request))
}

export const meta = pageMeta

const DONE = {
  approved: 'success',
  refused: 'success',
  withdrawn: 'success',
  gone: 'warning',
  because: 'error',
} as const

type Shown = ReturnType<typeof useLoaderData<typeof loader>>['waiting'][number]

export default function CarnetDesk() {
  const { t } = useTranslation('carnet')
  const { title, waiting, published, ...page } = useLoaderData<typeof loader>()
  const done = (Object.keys(DONE) as (keyof typeof DONE)[]).find((one) => one === page.done)
  return (
    <div className="stack">
      <PageHeading title={title} lead={t('desk.lead')} />
      {done && (
        <Alert tone={DONE[done]} live>
          {t(`desk.done.${done}`)}
        </Alert>
      )}
      {waiting.length === 0 && (
        <EmptyState icon={CheckCheck} title={t('desk.none')}>
          <p>{t('desk.noneText')}</p>
        </EmptyState>
      )}
      <ul className="stack">
        {waiting.map((one) => (
          <Line key={one.id} one={one}>
            {one.kind === 'death' && <Alert tone="warning">{t('desk.death')}</Alert>}
            {one.decides ? <Decision id={one.id} /> : <p className="text-muted">{t('desk.notYours')}</p>}
          </Line>
        ))}
      </ul>
      {published.length > 0 && <h2 className="text-xl">{t('desk.published')}</h2>}
      <ul className="stack">
        {published.map((one) => (
          <Line key={one.id} one={one}>
            {one.decides && (
              <Form method="post" discover="none">
                <input type="hidden" name="id" value={one.id} />
                <Button small look="quiet" name="decision" value="withdraw">
                  {t(one.kind === 'death' ? 'desk.undo' : 'desk.withdraw')}{' '}
                  <span className="sr-only">{one.person.name}</span>
                </Button>
              </Form>
            )}
          </Line>
        ))}
      </ul>
    </div>
  )
}

function Line({ one, children }: { one: Shown; children: ReactNode }) {
  const { t, i18n } = useTranslation('carnet')
  return (
    <li className="card" data-notice={one.id} data-state={one.state}>
      <div className="card-head">
        <h3 className="text-lg" data-person={one.person.handle}>
          {one.person.name}
        </h3>
        <Badge>{t(`kinds.${one.kind}`)}</Badge>
      </div>
      <p className="text-sm text-muted">
        {longDay(one.day, i18n.language)}
        {one.childName && ` · ${t('child', { name: one.childName })}`}
      </p>
      <p className="reading my-2 whitespace-pre-line break-words">{one.text}</p>
      {children}
    </li>
  )
}

function Decision({ id }: { id: string }) {
  const { t } = useTranslation('carnet')
  return (
    <Form method="post" className="form-stack" discover="none">
      <input type="hidden" name="id" value={id} />
      <TextInput name="because" id={`because-${id}`} label={t('desk.because')} hint={t('desk.becauseHint')} />
      <div className="actions">
        <Button small name="decision" value="approve">
          {t('desk.approve')}
        </Button>
        <Button small look="secondary" name="decision" value="refuse">
          {t('desk.refuse')}
        </Button>
      </div>
    </Form>
  )
}
