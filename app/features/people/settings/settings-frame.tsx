import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions, Split } from '#app/ui/layout.tsx'
import { SideNav } from '#app/ui/nav.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { PAGE_AT, PAGE_IDS, type PageId } from './sections.ts'

type FrameProps = {
  /** Which of the six pages, or above which one this stands. */
  at?: PageId
  title?: string
  /** Null for none; the page's own unless said. */
  lead?: ReactNode
  /** The page brings its own `h1`: a step of several. */
  stepped?: boolean
  /** Handle of one's own page, for the way back. */
  handle: string | null
  /** Something was just saved. */
  saved?: boolean
  children: ReactNode
}

/** Around every page of one's own record: the menu of the six, the title, what was just done. */
export function SettingsFrame({ at, title, lead, stepped, handle, saved, children }: FrameProps) {
  const { t } = useTranslation('profile')
  const pages = PAGE_IDS.map((id) => ({ to: PAGE_AT[id], text: t(`pages.${id}.title`), current: id === at }))
  const heading = title ?? t(at ? `pages.${at}.title` : 'settings')
  return (
    <Split
      side={
        <SideNav
          label={t('settings')}
          summary={at ? t('settingsAt', { section: t(`pages.${at}.title`) }) : t('settings')}
          groups={[{ items: pages }, { items: handle ? [{ to: href.profile(handle), text: t('seePage') }] : [] }]}
        />
      }
    >
      {!stepped && <PageHeading title={heading} lead={lead === undefined ? at && t(`pages.${at}.lead`) : lead} />}
      {saved && (
        <Alert tone="success" live>
          {t('saved')}
        </Alert>
      )}
      {children}
    </Split>
  )
}

type OwnFormProps = {
  /** What the last try was answered. */
  answer?: FormAnswer
  /** Field names in the order of the page, for the summary of errors. */
  order?: readonly string[]
  version: string
  /** Where it is posted; the page itself unless told. */
  action?: string
  multipart?: boolean
  save?: string
  cancel?: string
  /** What the link of `cancel` says, where it is not « Annuler ». */
  later?: string
  children: ReactNode
}

/** A form on one's own record: errors first, what was typed kept, the version it was made from inside. */
export function OwnForm({
  answer,
  order = [],
  version,
  action,
  multipart,
  save,
  cancel,
  later,
  children,
}: OwnFormProps) {
  const { t } = useTranslation('profile')
  const errors = useErrors(answer, order)
  return (
    <Form
      method="post"
      action={action}
      noValidate
      encType={multipart ? 'multipart/form-data' : undefined}
      className="form-stack max-w-form"
    >
      <ErrorSummary title={t('errorTitle')} errors={errors} />
      {answer?.conflict && (
        <Alert tone="warning" live title={t('conflict.title')}>
          {t('conflict.text')}
        </Alert>
      )}
      <input type="hidden" name="version" value={answer?.conflict ?? version} />
      {children}
      <Actions>
        <Button>{save ?? t('actions.save')}</Button>
        {cancel && (
          <LinkButton look="secondary" to={cancel}>
            {later ?? t('actions.cancel')}
          </LinkButton>
        )}
      </Actions>
    </Form>
  )
}

/** Fields whose label is not the name of one of a person's fields. */
const LABELS: Record<string, string> = {
  companyName: 'fields.company',
  startedOn: 'positions:positions.startedOn',
  endedOn: 'positions:positions.endedOn',
  kind: 'settings:family.kind',
  other: 'settings:family.who',
}

/** The words of an error, the same at the field and in the summary. */
function useMessage() {
  const { t } = useTranslation('profile')
  return (name: string, key: string) =>
    t(key.includes(':') ? key : `errors.${key}`, { field: t(LABELS[name] ?? `fields.${name}`) })
}

function useErrors(answer: FormAnswer | undefined, order: readonly string[]) {
  const message = useMessage()
  const names = Object.keys(answer?.errors ?? {})
  const sorted = names.toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
  return sorted.map((field) => ({ field, message: message(field, answer!.errors[field]![0]!) }))
}

/** What a field of {@link OwnForm} takes: its error in words, and what was typed or stands. */
export function useAnswers(answer: FormAnswer | undefined, stands: Record<string, string>) {
  const message = useMessage()
  return (name: string) => {
    const key = answer?.errors[name]?.[0]
    return {
      name,
      error: key ? message(name, key) : undefined,
      defaultValue: answer ? (answer.typed[name] ?? '') : (stands[name] ?? ''),
    }
  }
}
