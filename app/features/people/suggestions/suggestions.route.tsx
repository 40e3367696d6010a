import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import UserPlus from 'lucide-react/icons/user-plus'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { SuggestionRows } from '#app/domain/suggestions/suggestion-row.tsx'
import { Alert } from '#app/ui/alert.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { changeSuggestions, openSuggested, readSuggestions } from './suggestions.server.ts'

/** GET and POST `/suggestions` (S7). */
export async function loader(args: LoaderFunctionArgs) {
  return readSuggestions(await openSuggested(args))
}

export async function action(args: ActionFunctionArgs) {
  return changeSuggestions(await openSuggested(args), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function SuggestionsPage() {
  const { t } = useTranslation('suggestions')
  const { title, people, rowFields, done } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHeading title={title} lead={t('lead')} />
      {done && (
        <Alert tone="success" live>
          {t('done')}
        </Alert>
      )}
      {people.length === 0 ? (
        <EmptyState
          icon={UserPlus}
          title={t('empty.title')}
          action={<LinkButton to={href.directory}>{t('empty.action')}</LinkButton>}
        >
          {t('empty.text')}
        </EmptyState>
      ) : (
        <SuggestionRows people={people} rowFields={rowFields} />
      )}
    </div>
  )
}
