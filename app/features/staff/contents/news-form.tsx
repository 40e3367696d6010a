import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/choice.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { MarkdownInput } from '#app/ui/markdown-input.tsx'
import { Select } from '#app/ui/select.tsx'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'
import type { EditorAnswer, readEditor } from './edit-news.server.ts'
import { AudienceChoice, Preview } from './editor-parts.tsx'
import { Endings } from './endings.tsx'
import { useMarks } from './marks.ts'

type NewsFormProps = { page: SerializeFrom<typeof readEditor>; answer: EditorAnswer | undefined }

/** The words of a piece of news, for whom and when. */
export function NewsForm({ page, answer }: NewsFormProps) {
  const { t } = useTranslation('contents')
  const marks = useMarks()
  const typed = answer?.typed ?? page.typed
  const errors = answer?.errors ?? {}
  const { say, lines } = faultWords(errors, (fault) => t(`errors.${fault}`))
  const optional = t('editor.optional')
  return (
    <>
      <Preview html={answer?.preview} />
      <Form method="post" className="form-stack" noValidate>
        <ErrorSummary title={t('errors.summary')} errors={lines} />
        <TextInput name="title" label={t('editor.title')} error={say('title')} defaultValue={typed.title} />
        <Textarea
          name="lead"
          rows={2}
          label={t('editor.lead')}
          hint={t('editor.leadHint')}
          optional={optional}
          error={say('lead')}
          defaultValue={typed.lead}
        />
        <MarkdownInput
          name="text"
          label={t('editor.text')}
          hint={t('editor.textHint')}
          error={say('text')}
          defaultValue={typed.text}
          {...marks}
        />
        <Select
          name="category"
          label={t('news.category')}
          error={say('category')}
          defaultValue={typed.category}
          options={page.categories}
        />
        <AudienceChoice value={typed.audience} error={say('audience')} />
        <TextInput
          name="byline"
          label={t('editor.byline')}
          hint={t('editor.bylineHint')}
          optional={optional}
          error={say('byline')}
          defaultValue={typed.byline}
        />
        <TextInput
          name="author"
          label={t('editor.author')}
          hint={t('editor.authorHint')}
          optional={optional}
          error={say('author')}
          defaultValue={typed.author}
          autoComplete="off"
        />
        {page.comments ? (
          <Checkbox
            name="comments"
            label={t('editor.comments')}
            hint={t('editor.commentsHint')}
            defaultChecked={typed.comments === 'on'}
          />
        ) : (
          <input type="hidden" name="comments" value={typed.comments} />
        )}
        <TextInput
          name="at"
          type="datetime-local"
          label={t('editor.at')}
          hint={t('editor.atHint')}
          optional={optional}
          error={say('at')}
          defaultValue={typed.at}
        />
        <Buttons state={page.state} />
      </Form>
      {page.state && <Endings of="news" state={page.state} />}
    </>
  )
}

function Buttons({ state }: { state: NewsFormProps['page']['state'] }) {
  const { t } = useTranslation('contents')
  return (
    <Actions>
      {state !== 'published' && state !== 'planned' && (
        <Button name="intent" value="publish">
          {t('editor.publish')}
        </Button>
      )}
      <Button name="intent" value="save" look={state === 'published' ? 'primary' : 'secondary'}>
        {t(state === null || state === 'draft' ? 'editor.draft' : 'editor.save')}
      </Button>
      <Button name="intent" value="preview" look="quiet">
        {t('editor.preview')}
      </Button>
    </Actions>
  )
}
