import { useTranslation } from 'react-i18next'
import { memberAddress } from '#app/features/staff/team/member-address.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { FIELD_GROUPS, type FieldGroup } from '#app/vocabulary/fields.ts'
import { type FormField, MemberField } from './member-field.tsx'
import { type OpenPart, RECORD_GROUPS } from './record-parts.ts'

type RecordFormProps = { handle: string; version: string; part: OpenPart; fields: readonly FormField[] }

/** The fields of one card, or of all of them, as a form: what stands in no card of it is not sent and stays. */
export function RecordForm({ handle, version, part, fields }: RecordFormProps) {
  const { t } = useTranslation('admin')
  const groups = part === 'tout' ? RECORD_GROUPS : [part]
  const inGroup = (group: FieldGroup) =>
    fields.filter(({ field }) => (FIELD_GROUPS[group] as readonly string[]).includes(field))
  const errors = fields.flatMap(({ field, fault }) =>
    fault ? [{ field, message: `${t(`fields.${field}`)} : ${t(`member.errors.${fault}`)}` }] : [],
  )
  return (
    <Form method="post" className="stack">
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="part" value={part} />
      <ErrorSummary title={t('errorTitle')} errors={errors} />
      {groups.map((group) => (
        <Card key={group} id={`groupe-${group}`} title={t(`fieldGroups.${group}`)}>
          <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
            {inGroup(group).map((field) => (
              <MemberField key={field.field} {...field} />
            ))}
          </div>
          {part !== 'tout' && <SaveBar handle={handle} />}
        </Card>
      ))}
      {part === 'tout' && <SaveBar handle={handle} />}
    </Form>
  )
}

function SaveBar({ handle }: { handle: string }) {
  const { t } = useTranslation('admin')
  return (
    <div className="actions mt-4">
      <Button>{t('actions.save')}</Button>
      <LinkButton look="quiet" to={memberAddress(handle)}>
        {t('actions.cancel')}
      </LinkButton>
    </div>
  )
}
