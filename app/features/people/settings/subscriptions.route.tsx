import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button } from '#app/ui/button.tsx'
import { CheckboxGroup, RadioGroup } from '#app/ui/choice.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { ListChoices } from './list-choices.tsx'
import { MessageChoices } from './message-choices.tsx'
import { openOwn } from './own-record.server.ts'
import { SettingsFrame } from './settings-frame.tsx'
import { readSubscriptions, saveSubscriptions } from './subscriptions.server.ts'

/** GET and POST `/parametres/abonnements`. */
export async function loader(args: LoaderFunctionArgs) {
  return readSubscriptions(await openOwn(args))
}

export async function action(args: ActionFunctionArgs) {
  return saveSubscriptions(await openOwn(args), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Subscriptions() {
  const { t } = useTranslation('profile')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  const error = (name: string) =>
    answer?.errors[name] && t('errors.choice', { field: t(`notices:subscriptions.${name}`) })
  return (
    <SettingsFrame section="abonnements" handle={page.handle} saved={page.saved && !answer}>
      {page.refusesMails && (
        <Alert tone="warning" title={t('notices:subscriptions.refusesTitle')}>
          <p>
            {t('notices:subscriptions.refuses')} <Anchor to={href.ownContact}>{t('sections.contact.title')}</Anchor>
          </p>
        </Alert>
      )}
      <Form method="post" discover="none" className="form-stack max-w-form">
        {page.lists.length > 0 ? <ListChoices lists={page.lists} /> : <p>{t('notices:subscriptions.none')}</p>}
        {page.groups.length > 0 && (
          <>
            <input type="hidden" name="groups" value="yes" />
            <CheckboxGroup
              name="group"
              legend={t('notices:subscriptions.groups')}
              hint={t('notices:subscriptions.groupsHint')}
              defaultValues={page.groups.filter(({ on }) => on).map(({ slug }) => slug)}
              options={page.groups.map(({ slug, name, muted }) => ({
                ...{ value: slug, label: name, hint: muted ? t('notices:subscriptions.groupMuted') : undefined },
              }))}
            />
          </>
        )}
        <RadioGroup
          name="channel"
          error={error('channel')}
          legend={t('notices:subscriptions.channel')}
          hint={t('notices:subscriptions.channelHint')}
          defaultValue={page.channel}
          options={page.channels.map((value) => ({ value, label: t(`notices:subscriptions.channels.${value}`) }))}
        />
        <RadioGroup
          name="language"
          error={error('language')}
          legend={t('notices:subscriptions.language')}
          defaultValue={page.language}
          inline
          options={[
            { value: 'fr', label: 'Français' },
            { value: 'en', label: 'English' },
          ]}
        />
        <MessageChoices
          delay={page.messages.delay}
          withText={page.sendsTexts ? page.messages.withText : undefined}
          error={error('messageDelay')}
        />
        <Actions>
          <Button>{t('actions.save')}</Button>
        </Actions>
      </Form>
      {page.asksSchool && (
        <p>
          {t('notices:subscriptions.school')} <Anchor to={href.privacy}>{t('sections.confidentialite.title')}</Anchor>
        </p>
      )}
    </SettingsFrame>
  )
}
