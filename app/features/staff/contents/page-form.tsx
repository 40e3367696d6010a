import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { MarkdownInput } from '#app/ui/markdown-input.tsx'
import { Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import { PAGE_SECTIONS } from '#app/vocabulary/page-sections.ts'
import type { PageAnswer, readPageEditor } from './edit-page.server.ts'
import { AudienceChoice, Preview } from './editor-parts.tsx'
import { Endings } from './endings.tsx'
import { useMarks } from './marks.ts'

type PageFormProps = { page: SerializeFrom<typeof readPageEditor>; answer: PageAnswer | undefined }

/** The words of a page, where it stands and for whom. */
export function PageForm({ page, answer }: PageFormProps) {
  const { t } = useTranslation('contents')
  const marks = useMarks()
  const typed = answer?.typed ?? page.typed
  const errors = answer?.errors ?? {}
  const { say, lines } = faultWords(errors, (fault) => t(`errors.${fault}`))
  return (
    <>
      <Preview html={answer?.preview} />
      <Form method="post" className="form-stack" noValidate>
        <ErrorSummary title={t('errors.summary')} errors={lines} />
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
        <AudienceChoice value={typed.audience} error={say('audience')} />
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
