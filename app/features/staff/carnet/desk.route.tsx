import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import CheckCheck from 'lucide-react/icons/check-check'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { changeDesk, readDesk } from './desk.server.ts'
import { Decision, Line } from './desk-parts.tsx'

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
              <Form method="post">
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
