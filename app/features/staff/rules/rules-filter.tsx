import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Select } from '#app/ui/select.tsx'
import { FIELD_GROUPS, type FieldGroup, SECRET_FIELDS } from '#app/vocabulary/fields.ts'
import type { RulesPage } from './rules.server.ts'

/**
 * « Qui voit X ? », « que voit le rôle Y ? », one theme at a time: by GET, so that an answer can be sent as an address.
 */
export function RulesFilter({ query, roles }: Pick<RulesPage, 'query' | 'roles'>) {
  const { t } = useTranslation('admin')
  const groups = Object.keys(FIELD_GROUPS) as FieldGroup[]
  const secrets: readonly string[] = SECRET_FIELDS
  return (
    <Form method="get" action={href.rules} className="card form-stack" key={JSON.stringify(query)}>
      {query.channel !== 'site' && <input type="hidden" name="support" value={query.channel} />}
      <div className="grid gap-4 sm:grid-cols-3">
        <Select
          name="champ"
          label={t('rules.byField')}
          empty={t('rules.allFields')}
          defaultValue={query.field ?? ''}
          options={groups.map((group) => ({
            label: t(`fieldGroups.${group}`),
            options: FIELD_GROUPS[group]
              .filter((field) => !secrets.includes(field))
              .map((field) => ({ value: field, label: t(`fields.${field}`) })),
          }))}
        />
        <Select
          name="role"
          label={t('rules.byRole')}
          empty={t('rules.allRoles')}
          defaultValue={query.role ?? ''}
          options={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
        />
        <Select
          name="theme"
          label={t('rules.byTheme')}
          empty={t('rules.allThemes')}
          defaultValue={query.theme ?? ''}
          options={groups.map((group) => ({ value: group, label: t(`fieldGroups.${group}`) }))}
        />
      </div>
      <div className="actions">
        <Button look="secondary">{t('rules.show')}</Button>
        {(query.role || query.field || query.theme) && (
          <LinkButton look="quiet" to={href.rules}>
            {t('rules.all')}
          </LinkButton>
        )}
      </div>
    </Form>
  )
}
