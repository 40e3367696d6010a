import { useTranslation } from 'react-i18next'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Fieldset } from '#app/ui/fieldset.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { Select } from '#app/ui/select.tsx'
import { VOLUMES, type Volume } from '#app/vocabulary/notices.ts'
import type { readNoticeChoices } from './notices.server.ts'
import { Part, type PartAnswers } from './part.tsx'
import { partForm } from './sections.ts'

type Page = Awaited<ReturnType<typeof readNoticeChoices>>

/** How one hears of what concerns one (A23). */
export function NoticesPart({ page, answers }: { page: Page; answers: PartAnswers }) {
  const { t } = useTranslation(['profile', 'notices'])
  return (
    <FormKey.Provider value={page.formKey}>
      <Part id="notifications" answers={answers}>
        {answers.of('notifications') && (
          <Alert tone="error" live>
            {t('notices:settings.error')}
          </Alert>
        )}
        {page.refuses && <Alert tone="info">{t('notices:settings.refuses')}</Alert>}
        <Form method="post" action={partForm('notifications')} className="form-stack max-w-form">
          <Choices page={page} />
          <Actions>
            <Button>{t('actions.save')}</Button>
          </Actions>
        </Form>
      </Part>
    </FormKey.Provider>
  )
}

function Choices({ page }: { page: Page }) {
  const { t } = useTranslation(['profile', 'notices'])
  const { kinds, groups, items } = page
  const options = VOLUMES.map((value) => ({ value, label: t(`notices:settings.volumes.${value}`) }))
  // News are of several days: there is no mail at once.
  const forNews = options.filter(({ value }) => value !== 'mail')
  const [asKinds, asGroup] = [t('notices:settings.asKinds'), t('notices:settings.asGroup')]
  const select = (name: string, label: string, { volume, empty }: { volume: Volume | null; empty?: string }) => (
    <Select
      key={name}
      name={name}
      label={label}
      options={name === 'kind.news' ? forNews : options}
      defaultValue={volume ?? ''}
      {...(empty ? { empty } : {})}
    />
  )
  return (
    <>
      <Fieldset id="genres" legend={t('notices:settings.kindsTitle')}>
        <div className="stack">
          {kinds.map(({ kind, volume }) => select(`kind.${kind}`, t(`notices:settings.kinds.${kind}`), { volume }))}
        </div>
      </Fieldset>
      {groups.length > 0 && (
        <Fieldset id="groupes" legend={t('notices:settings.groupsTitle')} hint={t('notices:settings.groupsHint')}>
          <div className="stack">
            {groups.map(({ slug, name, volume }) => select(`group.${slug}`, name, { volume, empty: asKinds }))}
          </div>
        </Fieldset>
      )}
      {items.length > 0 && (
        <Fieldset id="articles" legend={t('notices:settings.itemsTitle')} hint={t('notices:settings.itemsHint')}>
          <div className="stack">
            {items.map(({ id, title, volume }) => select(`item.${id}`, title, { volume, empty: asGroup }))}
          </div>
        </Fieldset>
      )}
    </>
  )
}
