import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { CheckboxGroup, RadioGroup } from '#app/ui/choice.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Fieldset } from '#app/ui/fieldset.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import { BLOCK_KINDS, PAID_UP } from '#app/vocabulary/letters.ts'
import { BlockFields } from './block-fields.tsx'
import type { readLetterPage } from './edit-letter.server.ts'

/** Words that the letter replaces, as they are typed. */
const tagsAs = (dear: string) => ({
  ...{ prenom: '{{prenom}}', nom: '{{nom}}', promotion: '{{promotion}}' },
  fallback: `{{prenom|${dear}}}`,
})

type Page = SerializeFrom<typeof readLetterPage>

/** A draft: its subject, to whom, its blocks. Every button keeps all of it. */
export function LetterForm({ page }: { page: Page }) {
  const { t } = useTranslation('letters')
  return (
    <Form
      method="post"
      encType="multipart/form-data"
      className="form-stack"
      noValidate
      key={JSON.stringify(page.blocks)}
    >
      {/* The key « Enter » in a field presses the form’s first button. */}
      <button type="submit" name="intent" value="save" className="sr-only" tabIndex={-1} aria-hidden="true" />
      <TextInput
        name="subject"
        label={t('subject')}
        hint={t('tagsHint', tagsAs(t('dear')))}
        maxLength={120}
        defaultValue={page.subject}
      />
      <Readers page={page} />
      <ol className="stack">
        {page.blocks.map((block, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the form is drawn anew when its blocks change
          <li key={i} id={`bloc-${i + 1}`}>
            <BlockFields block={block} at={i + 1} last={i + 1 === page.blocks.length} page={page} />
          </li>
        ))}
      </ol>
      <Card id="ajouter" title={t('add')} level={3}>
        <Actions>
          {BLOCK_KINDS.map((kind) => (
            <Button key={kind} small look="secondary" name="intent" value={`add-${kind}`}>
              {t(`kinds.${kind}`)}
            </Button>
          ))}
        </Actions>
      </Card>
      <Actions>
        <Button name="intent" value="check">
          {t('check')}
        </Button>
        <Button name="intent" value="save" look="secondary">
          {t('save')}
        </Button>
      </Actions>
    </Form>
  )
}

function Readers({ page: { audience, lists, narrows, groups, criteria } }: { page: Page }) {
  const { t } = useTranslation('letters')
  const isNarrow = audience.paidUp !== 'any' || audience.from !== null || audience.until !== null
  const isNarrower = isNarrow || audience.towns.length > 0 || audience.groups.length > 0
  const isFound = criteria.some(({ criterion }) => audience.search[criterion])
  return (
    <Card id="destinataires" title={t('to')}>
      <div className="form-stack">
        <Select name="list" label={t('list')} hint={t('listHint')} defaultValue={audience.list} options={lists} />
        {narrows && (
          <Disclosure summary={t('narrow')} open={isNarrower || isFound}>
            <div className="form-stack">
              <RadioGroup
                name="paidUp"
                legend={t('paidUp')}
                inline
                defaultValue={audience.paidUp}
                options={PAID_UP.map((value) => ({ value, label: t(`paid.${value}`) }))}
              />
              <div className="grid gap-4 sm:grid-cols-2">
                <TextInput
                  name="from"
                  label={t('from')}
                  narrow
                  inputMode="numeric"
                  defaultValue={audience.from ?? ''}
                />
                <TextInput
                  name="until"
                  label={t('until')}
                  narrow
                  inputMode="numeric"
                  defaultValue={audience.until ?? ''}
                />
              </div>
              <TextInput
                name="towns"
                label={t('towns')}
                hint={t('townsHint')}
                defaultValue={audience.towns.join(', ')}
              />
              {criteria.length > 0 && <Search criteria={criteria} search={audience.search} />}
              {groups.length > 0 && (
                <CheckboxGroup
                  name="groups"
                  legend={t('groups')}
                  hint={t('groupsHint')}
                  inline
                  defaultValues={audience.groups}
                  options={groups}
                />
              )}
            </div>
          </Disclosure>
        )}
      </div>
    </Card>
  )
}

type SearchProps = { criteria: Page['criteria']; search: Page['audience']['search'] }

/** A search of the directory, kept as what was asked. */
function Search({ criteria, search }: SearchProps) {
  const { t } = useTranslation('letters')
  return (
    <Fieldset id="recherche" legend={t('search')} hint={t('searchHint')}>
      <div className="grid items-end gap-4 sm:grid-cols-2">
        {criteria.map(({ criterion, field }) => (
          <TextInput
            key={criterion}
            name={`search-${criterion}`}
            label={t(`fields.${field}`)}
            defaultValue={search[criterion] ?? ''}
          />
        ))}
      </div>
    </Fieldset>
  )
}
