import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import { SCOPES } from '#app/domain/events/series-words.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { MarkdownInput } from '#app/ui/markdown-input.tsx'
import { MARKS, type Mark } from '#app/ui/markdown-marks.ts'
import { RichText } from '#app/ui/rich-text.tsx'
import { Select } from '#app/ui/select.tsx'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'
import { EVENT_AUDIENCES } from '#app/vocabulary/things.ts'
import type { EventAnswer, readEventEditor } from './edit.server.ts'
import type { EventField, EventTyped } from './judge.ts'

type EventFormProps = { page: SerializeFrom<typeof readEventEditor>; answer: EventAnswer | undefined }
type Part = {
  page: EventFormProps['page']
  typed: EventTyped
  say: (field: EventField) => string | undefined
}

/** What is to happen, for whom, when and where. */
export function EventForm({ page, answer }: EventFormProps) {
  const { t } = useTranslation('events')
  const typed = answer?.typed ?? page.typed
  const { say, lines } = faultWords(answer?.errors ?? {}, (fault) => t(`errors.${fault}`))
  const part = { page, typed, say }
  return (
    <>
      {answer?.preview != null && (
        <Card id="apercu" title={t('form.preview')}>
          <RichText html={answer.preview} />
        </Card>
      )}
      <Form method="post" className="form-stack" noValidate>
        <ErrorSummary title={t('errors.summary')} errors={lines} />
        <input type="hidden" name="seen" value={answer?.seen ?? page.seen} />
        <Words {...part} />
        <Times {...part} />
        <Place {...part} />
        <Readers {...part} />
        {page.isDate && <Scope />}
        <Buttons state={page.state} />
      </Form>
    </>
  )
}

function Words({ typed, say, page }: Part) {
  const { t } = useTranslation(['events', 'contents'])
  const words = MARKS.map((mark) => [mark, t(`contents:editor.marks.${mark}`)])
  const marks = Object.fromEntries(words) as Record<Mark, string>
  return (
    <>
      <TextInput name="title" label={t('form.title')} error={say('title')} defaultValue={typed.title} />
      <Textarea
        name="lead"
        rows={2}
        label={t('form.lead')}
        hint={t('form.leadHint')}
        optional={t('form.optional')}
        error={say('lead')}
        defaultValue={typed.lead}
      />
      <MarkdownInput
        name="text"
        label={t('form.text')}
        hint={t('contents:editor.textHint')}
        error={say('text')}
        defaultValue={typed.text}
        marks={marks}
        toolbar={t('contents:editor.toolbar')}
        sample={t('contents:editor.sample')}
      />
      <Select
        name="category"
        label={t('columns.category')}
        error={say('category')}
        defaultValue={typed.category}
        options={page.categories}
      />
    </>
  )
}

function Times({ typed, say, page }: Part) {
  const { t } = useTranslation('events')
  return (
    <>
      <div className="event-times">
        {(['starts', 'ends'] as const).map((name) => (
          <TextInput
            key={name}
            name={name}
            type="datetime-local"
            label={t(`form.${name}`)}
            error={say(name)}
            defaultValue={typed[name]}
          />
        ))}
      </div>
      <Select
        name="zone"
        label={t('form.zone')}
        hint={t('form.zoneHint')}
        error={say('zone')}
        defaultValue={typed.zone}
        options={page.zones}
      />
    </>
  )
}

function Place({ typed, say }: Part) {
  const { t } = useTranslation('events')
  return (
    <>
      {(['place', 'address', 'city', 'link'] as const).map((name) => (
        <TextInput
          key={name}
          name={name}
          type={name === 'link' ? 'url' : 'text'}
          label={t(`form.${name}`)}
          hint={name === 'link' || name === 'place' ? t(`form.${name}Hint`) : undefined}
          optional={t('form.optional')}
          error={say(name)}
          defaultValue={typed[name]}
        />
      ))}
    </>
  )
}

function Readers({ typed, say, page }: Part) {
  const { t } = useTranslation('events')
  return (
    <>
      <Select
        name="group"
        label={t('form.group')}
        error={say('group')}
        defaultValue={typed.group}
        options={page.groups}
        empty={t('association')}
      />
      <RadioGroup
        name="audience"
        legend={t('columns.audience')}
        error={say('audience')}
        defaultValue={typed.audience}
        options={EVENT_AUDIENCES.map((one) => ({ value: one, label: t(`audiences.${one}`) }))}
      />
    </>
  )
}

/** How far the change reaches in a series. */
function Scope() {
  const { t } = useTranslation('events')
  return (
    <RadioGroup
      name="scope"
      legend={t('series.scope')}
      hint={t('series.scopeHint')}
      defaultValue="one"
      options={SCOPES.map((one) => ({ value: one, label: t(`series.scopes.${one}`) }))}
    />
  )
}

function Buttons({ state }: { state: string | null }) {
  const { t } = useTranslation('events')
  const isShown = state === 'published'
  return (
    <Actions>
      {!isShown && (
        <Button name="intent" value="publish">
          {t('form.publish')}
        </Button>
      )}
      <Button name="intent" value="save" look={isShown ? 'primary' : 'secondary'}>
        {t(isShown ? 'form.save' : 'form.draft')}
      </Button>
      <Button name="intent" value="preview" look="quiet">
        {t('form.preview')}
      </Button>
    </Actions>
  )
}
