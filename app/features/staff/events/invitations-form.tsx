import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { CheckboxGroup, RadioGroup } from '#app/ui/choice.tsx'
import { DisclosedStep } from '#app/ui/disclosed-step.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import type { InvitationsAnswer, readInvitations } from './invitations.server.ts'
import { REMIND_DAYS } from './remind-days.ts'

type InvitationsFormProps = {
  page: SerializeFrom<typeof readInvitations>
  answer: InvitationsAnswer | undefined
}

/** Whom the event asks and when it reminds them; how many that would be is told before anything leaves. */
export function InvitationsForm({ page, answer }: InvitationsFormProps) {
  const { t } = useTranslation('events')
  const typed = answer?.typed ?? page.typed
  const { say, lines } = faultWords(answer?.errors ?? {}, (fault) => t(`invitations.errors.${fault}`))
  const counted = answer ? answer.counted : page.count
  return (
    <Form method="post" className="form-stack" noValidate>
      <ErrorSummary title={t('errors.summary')} errors={lines} />
      <RadioGroup
        name="whom"
        legend={t('invitations.whom')}
        defaultValue={typed.all ? 'all' : 'groups'}
        options={[
          {
            value: 'groups',
            label: t('invitations.whoms.groups'),
            inside: (
              <CheckboxGroup
                name="groups"
                legend={t('invitations.groups')}
                error={say('groups')}
                defaultValues={typed.groups}
                options={page.groups}
              />
            ),
          },
          { value: 'all', label: t('invitations.whoms.all') },
        ]}
      />
      <CheckboxGroup
        name="days"
        legend={t('invitations.remind')}
        hint={t('invitations.remindHint')}
        defaultValues={typed.days.map(String)}
        options={REMIND_DAYS.map((days) => ({ value: String(days), label: t('invitations.days', { count: days }) }))}
      />
      {counted !== undefined && (
        // It is of the choice that was sent, and goes when the choice changes (`ui/browser/forms.ts`).
        <div data-counted>
          <Alert tone="info" live={answer !== undefined}>
            {counted === null ? t('invitations.fewWould') : t('invitations.would', { count: counted })}
          </Alert>
        </div>
      )}
      <Actions>
        <Button name="intent" value="invite">
          {t(page.leaving ? 'invitations.save' : 'invitations.send')}
        </Button>
        <Button look="secondary" name="intent" value="count">
          {t('invitations.count')}
        </Button>
      </Actions>
    </Form>
  )
}

/** Who was asked may still answer; nobody else is asked, nobody is reminded. */
export function StopInviting() {
  const { t } = useTranslation('events')
  return <DisclosedStep summary={t('invitations.stop')} text={t('invitations.stopText')} intent="stop" />
}
