import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Fieldset } from '#app/ui/fieldset.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Select } from '#app/ui/select.tsx'
import { VOLUMES, type Volume } from '#app/vocabulary/notices.ts'
import { openChooser, readNoticeChoices, saveNoticeChoices } from './notices.server.ts'
import { SettingsFrame } from './settings-frame.tsx'

/** GET and POST `/parametres/notifications` (A23). */
export async function loader(args: LoaderFunctionArgs) {
  return readNoticeChoices(await openChooser(args))
}

export async function action(args: ActionFunctionArgs) {
  return saveNoticeChoices(await openChooser(args), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

type Page = ReturnType<typeof useLoaderData<typeof loader>>

export default function NoticeChoices() {
  const { t } = useTranslation(['profile', 'notices'])
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <FormKey.Provider value={page.formKey}>
      <Around page={page} saved={page.saved && !answer}>
        {answer && (
          <Alert tone="error" live>
            {t('notices:settings.error')}
          </Alert>
        )}
        {page.refuses && <Alert tone="info">{t('notices:settings.refuses')}</Alert>}
        <Form method="post" discover="none" className="form-stack max-w-form">
          <Choices page={page} />
          <Actions>
            <Button>{t('actions.save')}</Button>
          </Actions>
        </Form>
      </Around>
    </FormKey.Provider>
  )
}

/** Accounts without a record have no other settings beside it. */
function Around({ page, saved, children }: { page: Page; saved: boolean; children: ReactNode }) {
  const { t } = useTranslation(['profile', 'notices'])
  if (page.handle)
    return (
      <SettingsFrame section="notifications" handle={page.handle} saved={saved}>
        {children}
      </SettingsFrame>
    )
  return (
    <div className="stack">
      <PageHeading title={page.title} lead={t('sections.notifications.lead')} />
      {saved && (
        <Alert tone="success" live>
          {t('saved')}
        </Alert>
      )}
      {children}
    </div>
  )
}

function Choices({ page }: { page: Page }) {
  const { t } = useTranslation(['profile', 'notices'])
  const { kinds, groups, items } = page
  const options = VOLUMES.map((value) => ({ value, label: t(`notices:settings.volumes.${value}`) }))
  // News are of several days: there is no mail at once.
  const forNews = options.filter(({ value }) => value !== 'mail')
  const [asKinds, asGroup] = [t('notices:settings.asKinds'), t('notices:settings.asGroup')]
  const select = (name: string, label: string, { volume, empty }: { volume: Volume | null; empty?: string }) => (
    <Select
      key={name}
      name={name}
      label={label}
      options={name === 'kind.news' ? forNews : options}
      defaultValue={volume ?? ''}
      {...(empty ? { empty } : {})}
    />
  )
  return (
    <>
      <Fieldset id="genres" legend={t('notices:settings.kindsTitle')}>
        <div className="stack">
          {kinds.map(({ kind, volume }) => select(`kind.${kind}`, t(`notices:settings.kinds.${kind}`), { volume }))}
        </div>
      </Fieldset>
      {groups.length > 0 && (
        <Fieldset id="groupes" legend={t('notices:settings.groupsTitle')} hint={t('notices:settings.groupsHint')}>
          <div className="stack">
            {groups.map(({ slug, name, volume }) => select(`group.${slug}`, name, { volume, empty: asKinds }))}
          </div>
        </Fieldset>
      )}
      {items.length > 0 && (
        <Fieldset id="articles" legend={t('notices:settings.itemsTitle')} hint={t('notices:settings.itemsHint')}>
          <div className="stack">
            {items.map(({ id, title, volume }) => select(`item.${id}`, title, { volume, empty: asGroup }))}
          </div>
        </Fieldset>
      )}
    </>
  )
}
