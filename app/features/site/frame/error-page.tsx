import { isRouteErrorResponse, useRouteError, useRouteLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { Refusal } from '#app/context/refusals.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Actions, Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import type { Frame } from './frame.server.ts'

/** Reasons that are a sentence of their own. */
const TOLD_BY_NAME: readonly Refusal['reason'][] = [
  'budget',
  'pass-day',
  'pass-all',
  'throttled',
  'shown',
  'shown-network',
  'heavy',
  'federation',
  'contacts',
  'reports',
  'reading',
  'private',
]

const TOLD = [400, 401, 403, 404, 413, 415, 422, 429, 500, 503, 507]

/**
 * What Remix throws in the browser where something else than a page answered: the plain words of a site without its
 * database.
 */
const NO_PAGE = 'Unable to decode turbo-stream response'

/** @returns the status of an error page; 500 for whatever was not thrown on purpose */
export function statusOf(error: unknown): { status: number; refusal: Partial<Refusal> } {
  if (!isRouteErrorResponse(error)) {
    const isAway = error instanceof Error && error.message.startsWith(NO_PAGE)
    return { status: isAway ? 503 : 500, refusal: {} }
  }
  const status = TOLD.includes(error.status) ? error.status : error.status < 500 ? 404 : 500
  return { status, refusal: typeof error.data === 'object' && error.data ? error.data : {} }
}

const useStatus = () => statusOf(useRouteError())

/** The title of an error page, for the head of the document. */
export function ErrorTitle() {
  const { t } = useTranslation('errors')
  const { status } = useStatus()
  return <title>{t(`${status}.title`)}</title>
}

/** What a refusal says beyond its status; refusals are data (context/refusals.ts), words are here. */
function useReason({ reason, opensWith, criterion, tasks }: Partial<Refusal>): string | undefined {
  const { t } = useTranslation('errors')
  if (reason === 'criterion') return t('criterion', { criterion })
  if (reason && TOLD_BY_NAME.includes(reason)) return t(reason)
  // A staff member reads whose task the page is; dues would not open it.
  if (tasks) return t('tasks', { tasks: tasks.map((task) => t(`taskNames.${task}`)).join(', ') })
  return opensWith && t(`opensWith.${opensWith}`)
}

/** Where what would open the page is to be had, for whoever may pay for it or has a page to complete. */
function useOpening({ opensWith }: Partial<Refusal>): { to: string; text: string } | undefined {
  const { t } = useTranslation('errors')
  const frame = useRouteLoaderData<{ frame: Frame }>('root')?.frame
  if (opensWith === 'dues' && frame?.pays.includes('dues')) return { to: href.dues, text: t('open.dues') }
  if (opensWith === 'pass' && frame?.pays.includes('pass')) return { to: href.directoryPass, text: t('open.pass') }
  const page = opensWith === 'completion' ? frame?.account?.page : undefined
  return page ? { to: page, text: t('open.completion') } : undefined
}

/** The page instead of the page: what happened, and the way on. */
export function ErrorPage() {
  const { t } = useTranslation('errors')
  const { status, refusal } = useStatus()
  const reason = useReason(refusal)
  const opening = useOpening(refusal)
  const frame = useRouteLoaderData<{ frame: Frame }>('root')?.frame
  // What is not there may be there for members: an association's pages have a logo, the product's none.
  const isSignedOut = Boolean(frame?.logo && !frame.account)
  return (
    <Narrow>
      <PageHeading title={t(`${status}.title`)} lead={reason ?? t(`${status}.text`)} />
      <Actions>
        {opening && <LinkButton to={opening.to}>{opening.text}</LinkButton>}
        {status === 404 && isSignedOut && <LinkButton to={href.signIn}>{t('signIn')}</LinkButton>}
        {status === 401 ? (
          <LinkButton to={href.signIn}>{t('signIn')}</LinkButton>
        ) : (
          <LinkButton to="/" look={opening || (status === 404 && isSignedOut) ? 'secondary' : undefined}>
            {t('home')}
          </LinkButton>
        )}
      </Actions>
    </Narrow>
  )
}
