import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import Send from 'lucide-react/icons/send'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FormKey } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { moveOnBoard, readBoard } from './board.server.ts'
import { Board, BoardFilter } from './board.tsx'

/** GET and POST `/recruteurs/candidatures`: applications to a company's offers, as a board (C9–C11). */
export async function loader(args: LoaderFunctionArgs) {
  return readBoard(await open(args, { needs: 'account' }))
}

export async function action(args: ActionFunctionArgs) {
  return moveOnBoard(await open(args, { needs: 'account' }), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function ApplicationsBoard() {
  const { t } = useTranslation('applications')
  const { title, formKey, offers, chosen, total, more, columns, done, toOffers } = useLoaderData<typeof loader>()
  const wrong = useActionData<typeof action>()
  return (
    <FormKey.Provider value={formKey}>
      <div className="stack" data-total={total}>
        <PageHeading title={title} lead={t('board.lead')} />
        {wrong && (
          <Alert tone="error" live>
            {t('board.wrong')}
          </Alert>
        )}
        {done && !wrong && (
          <Alert tone={done === 'gone' ? 'warning' : 'success'} live>
            {t(`board.done.${done}`)}
          </Alert>
        )}
        <BoardFilter offers={offers} chosen={chosen} />
        {more && <Alert tone="info">{t('board.more', { count: total })}</Alert>}
        {total === 0 ? (
          <EmptyState
            icon={Send}
            title={t('board.none')}
            action={<LinkButton to={toOffers}>{t('board.noneTo')}</LinkButton>}
          >
            <p>{t('board.noneText')}</p>
          </EmptyState>
        ) : (
          <Board columns={columns} chosen={chosen} />
        )}
      </div>
    </FormKey.Provider>
  )
}
