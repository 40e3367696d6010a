import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Card } from '#app/ui/card.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { SearchField } from '#app/ui/search-field.tsx'
import { readFamily, saveFamily } from './family.server.ts'
import { FamilyAsked, FamilyTies, FamilyWaiting } from './family-ties.tsx'
import { openOwn } from './own-record.server.ts'
import { OwnForm, SettingsFrame, useAnswers } from './settings-frame.tsx'

/** GET and POST `/parametres/famille`: ties with other graduates, found by name or handle. */
export async function loader(args: LoaderFunctionArgs) {
  return readFamily(await openOwn(args))
}

export async function action(args: ActionFunctionArgs) {
  return saveFamily(await openOwn(args), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const KINDS = ['spouse', 'sibling', 'parent', 'child', 'other']

export default function Family() {
  const { t } = useTranslation('profile')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  const answers = useAnswers(answer, {})
  const { name, error, defaultValue } = answers('kind')
  return (
    <SettingsFrame section="famille" handle={page.handle} saved={page.saved && !answer}>
      <FamilyAsked asked={page.asked} />
      <FamilyTies ties={page.ties} />
      <FamilyWaiting ties={page.waiting} />
      <Card id="ajouter" title={t('settings:family.add')}>
        <div className="form-stack">
          <SearchField
            label={t('settings:family.search')}
            labelShown
            hint={t('settings:family.hint')}
            button={t('actions.search')}
            defaultValue={page.typed}
          />
          {page.typed !== '' && page.found.length === 0 && <p role="status">{t('settings:family.none')}</p>}
          {page.found.length > 0 && (
            <OwnForm answer={answer} order={['other', 'kind']} version="" save={t('settings:family.save')}>
              <RadioGroup
                name="other"
                error={answers('other').error}
                legend={t('settings:family.who')}
                options={page.found.map(({ handle, name: who, note }) => ({ value: handle, label: who, hint: note }))}
              />
              <RadioGroup
                {...{ name, error, defaultValue }}
                legend={t('settings:family.kind')}
                options={KINDS.map((kind) => ({ value: kind, label: t(`ties.${kind}`) }))}
              />
            </OwnForm>
          )}
        </div>
      </Card>
    </SettingsFrame>
  )
}
