import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { openOwn } from '#app/features/people/settings/own-record.server.ts'
import { OwnForm, SettingsFrame } from '#app/features/people/settings/settings-frame.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { EYES } from '#app/vocabulary/eyes.ts'
import { Presets } from './preset-cards.tsx'
import { PrintedEntry } from './printed-entry.tsx'
import { readPrivacy, savePrivacy } from './privacy.server.ts'
import { PrivacyFields } from './privacy-fields.tsx'

/** GET and POST `/parametres/confidentialite` (S10). */
export async function loader(args: LoaderFunctionArgs) {
  return readPrivacy(await openOwn(args))
}

export async function action(args: ActionFunctionArgs) {
  return savePrivacy(await openOwn(args), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

/** What else there is to know about one's own visibility. */
const MORE = [
  { id: 'qui-voit', to: href.whoSees },
  { id: 'visites', to: href.profileVisits },
] as const

export default function Privacy() {
  const { t } = useTranslation('profile')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  return (
    <SettingsFrame at="confidentialite" handle={page.handle} saved={page.saved && !answer}>
      <Card id="apercus" title={t('eyes.label')}>
        <nav aria-label={t('eyes.label')} className="actions">
          {EYES.map((eyes) => (
            <LinkButton key={eyes} look="secondary" small to={`${href.profile(page.handle)}?vu-par=${eyes}`}>
              {t(`eyes.${eyes}.tab`)}
            </LinkButton>
          ))}
        </nav>
      </Card>
      <Rows>
        {MORE.map(({ id, to }) => (
          <Row key={id} to={to} title={t(`privacy:more.${id}.title`)} note={t(`privacy:more.${id}.text`)} />
        ))}
        <Row to={href.contacts} title={t('privacy:more.contacts.title')} note={t('privacy:more.contacts.text')} />
      </Rows>
      <PrintedEntry entry={page.printed} />
      <Presets version={page.version} presets={page.presets} before={answer ? null : page.before} />
      <OwnForm key={page.version} answer={answer} version={page.version}>
        <PrivacyFields page={page} answer={answer} />
      </OwnForm>
    </SettingsFrame>
  )
}
