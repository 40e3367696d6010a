import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { CAMERA } from '#app/context/permissions.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { SearchField } from '#app/ui/search-field.tsx'
import { changeDoor, type DoorAnswer, readDoor } from './door.server.ts'
import { DoorLine } from './door-parts.tsx'
import { DoorScanner } from './door-scanner.tsx'

/** GET and POST `/admin/evenements/:event/entrees` (B11). */
export async function loader(args: LoaderFunctionArgs) {
  return readDoor(await open(args, { needs: 'events' }), args.params.event ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'events' })
  return changeDoor(ctx, args.params.event ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store', 'Permissions-Policy': CAMERA })
export const meta = pageMeta

export default function Door() {
  const { t } = useTranslation('events')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as DoorAnswer | null | undefined
  const trail = [
    { to: href.eventsDesk, text: t('title') },
    { to: href.eventDesk(page.id), text: page.event },
    { text: page.title },
  ]
  return (
    <div className="stack">
      <PageHeading
        title={page.title}
        above={<Breadcrumbs label={t('trail')} items={trail} />}
        actions={
          <LinkButton look="secondary" to={href.eventDoorList(page.id)}>
            {t('door.list')}
          </LinkButton>
        }
      />
      <DoorScanner page={page} answer={answer} />
      <SearchField
        label={t('door.search')}
        labelShown
        button={t('door.find')}
        defaultValue={page.q}
        action={href.eventDoor(page.id)}
        secondary
      />
      {page.q !== '' && page.found.length === 0 && <p>{t('door.none')}</p>}
      {page.found.length > 0 && (
        <ul className="rows" data-total={page.found.length}>
          {page.found.map((one) => (
            <DoorLine key={one.personId} one={one} />
          ))}
        </ul>
      )}
    </div>
  )
}
