import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { AuditSearch } from '#app/domain/audit/audit-search.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'

/** Whom, by whom, what, when: each alone or together; the address holds them. */
export function AuditForm({ search, actions }: { search: AuditSearch; actions: readonly string[] }) {
  const { t, i18n } = useTranslation('admin')
  const options = actions
    .map((action) => ({
      value: action,
      label: t(`audit.actions.${action.replace('.', '-')}`, { defaultValue: action }),
    }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.language))
  return (
    <Form method="get" className="stack">
      <div className="grid gap-4 sm:grid-cols-2 sm:items-end lg:grid-cols-3">
        <TextInput name="personne" label={t('log.about')} hint={t('log.aboutHint')} defaultValue={search.about} />
        <TextInput name="par" label={t('log.by')} hint={t('log.byHint')} defaultValue={search.by} />
        <Select
          name="acte"
          label={t('log.action')}
          options={options}
          empty={t('log.all')}
          defaultValue={search.action}
        />
        <TextInput name="du" type="date" label={t('log.from')} defaultValue={search.from} />
        <TextInput name="au" type="date" label={t('log.until')} defaultValue={search.until} />
      </div>
      <Actions>
        <Button look="secondary">{t('log.search')}</Button>
        <LinkButton look="quiet" to={href.auditLog}>
          {t('log.clear')}
        </LinkButton>
      </Actions>
    </Form>
  )
}
