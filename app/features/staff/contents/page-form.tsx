import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { ErrorSummary, fieldErrors } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { MarkdownInput } from '#app/ui/markdown-input.tsx'
import { RichText } from '#app/ui/rich-text.tsx'
import { Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import { PAGE_SECTIONS } from '#app/vocabulary/page-sections.ts'
import { EDITORIAL_AUDIENCES } from '#app/vocabulary/things.ts'
import type { PageAnswer, readPageEditor } from './edit-page.server.ts'
import { Endings } from './endings.tsx'
import { useMarks } from './marks.ts'

type PageFormProps = { page: SerializeFrom<typeof readPageEditor>; answer: PageAnswer | undefined }

/** The words of a page, where it stands and for whom. */
export function PageForm({ page, answer }: PageFormProps) {
  const { t } = useTranslation('contents')
  const marks = useMarks()
  const typed = answer?.typed ?? page.typed
  const errors = answer?.errors ?? {}
  const say = (field: keyof typeof errors) => (errors[field] ? t(`errors.${errors[field]}`) : undefined)
  const messages = Object.fromEntries((Object.keys(errors) as (keyof typeof errors)[]).map((one) => [one, [say(one)!]]))
  return (
    <>
      {answer?.preview != null && (
        <Card id="apercu" title={t('editor.preview')}>
          <RichText html={answer.preview} />
        </Card>
      )}
      <Form method="post" className="form-stack" noValidate discover="none">
        <ErrorSummary title={t('errors.summary')} errors={fieldErrors(messages)} />
        <TextInput name="title" label={t('editor.title')} error={say('title')} defaultValue={typed.title} />
        <MarkdownInput
          name="text"
          label={t('editor.text')}
          hint={t('editor.textHint')}
          error={say('text')}
          defaultValue={typed.text}
          {...marks}
        />
        <TextInput
          name="slug"
          label={t('pages.address')}
          hint={t('pages.addressHint')}
          optional={t('editor.optional')}
          error={say('slug')}
          defaultValue={typed.slug}
        />
        <Select
          name="section"
          label={t('pages.section')}
          error={say('section')}
          defaultValue={typed.section}
          options={PAGE_SECTIONS.map((value) => ({ value, label: t(`sections.${value}`) }))}
        />
        <TextInput
          name="position"
          narrow
          inputMode="numeric"
          label={t('pages.position')}
          hint={t('pages.positionHint')}
          error={say('position')}
          defaultValue={typed.position}
        />
        <RadioGroup
          name="audience"
          legend={t('news.audience')}
          error={say('audience')}
          defaultValue={typed.audience}
          options={EDITORIAL_AUDIENCES.map((value) => ({ value, label: t(`audiences.${value}`) }))}
        />
        <Actions>
          <Button name="intent" value="publish">
            {t('editor.publish')}
          </Button>
          <Button name="intent" value="save" look="secondary">
            {t('editor.draft')}
          </Button>
          <Button name="intent" value="preview" look="quiet">
            {t('editor.preview')}
          </Button>
        </Actions>
      </Form>
      {page.state && <Endings of="pages" state={page.state} />}
    </>
  )
}
