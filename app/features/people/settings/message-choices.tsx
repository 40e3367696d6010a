import { useTranslation } from 'react-i18next'
import { RadioGroup } from '#app/ui/choice.tsx'
import { MESSAGE_DELAYS, type MessageDelay } from '#app/vocabulary/message-delays.ts'

type MessageChoicesProps = {
  delay: MessageDelay
  /** Undefined: the association sends no texts of messages. */
  withText: boolean | undefined
  error: string | false | undefined
}

/** When to hear of unread messages by mail, and whether with what was written. */
export function MessageChoices({ delay, withText, error }: MessageChoicesProps) {
  const { t } = useTranslation('profile')
  return (
    <>
      <RadioGroup
        name="messageDelay"
        error={error || undefined}
        legend={t('notices:subscriptions.messageDelay')}
        hint={t('notices:subscriptions.messageDelayHint')}
        defaultValue={delay}
        options={MESSAGE_DELAYS.map((value) => ({ value, label: t(`notices:subscriptions.delays.${value}`) }))}
      />
      {withText !== undefined && (
        <RadioGroup
          name="messageText"
          legend={t('notices:subscriptions.messageText')}
          defaultValue={withText ? 'yes' : 'no'}
          options={(['no', 'yes'] as const).map((value) => ({
            value,
            label: t(`notices:subscriptions.texts.${value}`),
          }))}
        />
      )}
    </>
  )
}
