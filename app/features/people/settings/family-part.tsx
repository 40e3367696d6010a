import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import type { readFamily } from './family.server.ts'
import { FamilyAsked, FamilyTies, FamilyWaiting } from './family-ties.tsx'
import { Part, type PartAnswers } from './part.tsx'
import { partAt, partForm } from './sections.ts'
import { OwnForm, useAnswers } from './settings-frame.tsx'

const KINDS = ['spouse', 'sibling', 'parent', 'child', 'other']

/** Ties with other graduates, found by name or handle. */
export function FamilyPart({
  family,
  answers,
}: {
  family: Awaited<ReturnType<typeof readFamily>>
  answers: PartAnswers
}) {
  const { t } = useTranslation('profile')
  const answer = answers.of('famille')
  const answerOf = useAnswers(answer, {})
  const { name, error, defaultValue } = answerOf('kind')
  return (
    <Part id="famille" answers={answers}>
      <FamilyAsked asked={family.asked} />
      <FamilyTies ties={family.ties} />
      <FamilyWaiting ties={family.waiting} />
      <h3 id="ajouter">{t('settings:family.add')}</h3>
      <Form method="get" action={partAt('famille')} className="form-stack max-w-form">
        <TextInput
          key={family.typed}
          id="famille-q"
          name="q"
          type="search"
          label={t('settings:family.search')}
          hint={t('settings:family.hint')}
          defaultValue={family.typed}
        />
        <Actions>
          <Button look="secondary">{t('actions.search')}</Button>
        </Actions>
      </Form>
      {family.typed !== '' && family.found.length === 0 && <p role="status">{t('settings:family.none')}</p>}
      {family.found.length > 0 && (
        <OwnForm
          action={partForm('famille')}
          answer={answer}
          order={['other', 'kind']}
          version=""
          save={t('settings:family.save')}
        >
          <RadioGroup
            name="other"
            error={answerOf('other').error}
            legend={t('settings:family.who')}
            options={family.found.map(({ handle, name: who, note }) => ({ value: handle, label: who, hint: note }))}
          />
          <RadioGroup
            {...{ name, error, defaultValue }}
            legend={t('settings:family.kind')}
            options={KINDS.map((kind) => ({ value: kind, label: t(`ties.${kind}`) }))}
          />
        </OwnForm>
      )}
    </Part>
  )
}
