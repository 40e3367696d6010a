import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button } from '#app/ui/button.tsx'
import { CheckboxGroup, RadioGroup } from '#app/ui/choice.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { ListChoices } from './list-choices.tsx'
import { MessageChoices } from './message-choices.tsx'
import { Part, type PartAnswers } from './part.tsx'
import { partForm } from './sections.ts'
import type { readSubscriptions } from './subscriptions.server.ts'

type Props = { lists: Awaited<ReturnType<typeof readSubscriptions>>; answers: PartAnswers }

/** What one is written about, by which way and in which language (S12). */
export function ListPart({ lists: page, answers }: Props) {
  const { t } = useTranslation('profile')
  const errors = answers.of('abonnements')?.errors ?? {}
  const error = (name: string) => errors[name] && t('errors.choice', { field: t(`notices:subscriptions.${name}`) })
  return (
    <Part id="abonnements" answers={answers}>
      {page.refusesMails && (
        <Alert tone="warning" title={t('notices:subscriptions.refusesTitle')}>
          <p>
            {t('notices:subscriptions.refuses')}{' '}
            <Anchor to={`${href.ownContact}#emailingConsent`}>{t('pages.coordonnees.title')}</Anchor>
          </p>
        </Alert>
      )}
      <Form method="post" action={partForm('abonnements')} className="form-stack max-w-form">
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
          {t('notices:subscriptions.school')} <Anchor to={href.privacy}>{t('pages.confidentialite.title')}</Anchor>
        </p>
      )}
    </Part>
  )
}
