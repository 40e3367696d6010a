import { useTranslation } from 'react-i18next'
import { bondAt } from '#app/domain/search/bond-at.ts'
import { Title, Value } from '#app/domain/search/person-line.tsx'
import { noteFields } from '#app/domain/search/row.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Avatar } from '#app/ui/avatar.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { ContactLine } from './contacts.server.ts'
import type { ContactList } from './lists.ts'

type ContactRowProps = { line: ContactLine; list: ContactList; rowFields: readonly FieldId[] }

/** One person of a list; who asks can be answered on the spot. */
export function ContactRow({ line, list, rowFields }: ContactRowProps) {
  const { t } = useTranslation('contacts')
  const manage = bondAt(line.address)
  const photo = line.fields.photo && line.open ? `${line.address}/photo` : undefined
  return (
    <li data-person={line.handle}>
      <Avatar name={line.name} photo={photo} lazy {...(photo ? { field: 'photo' } : {})} />
      <div className="row-main">
        <Anchor to={line.open ? line.address : manage} className="row-link">
          <Title line={line} />
        </Anchor>
        <div className="row-note">
          {noteFields(line, rowFields).map((field, i) => (
            <span key={field}>
              {i > 0 && '\u00a0· '}
              <Value field={field} value={line.fields[field]} />
            </span>
          ))}
        </div>
        {line.note && list === 'recues' && <p className="reading">« {line.note} »</p>}
      </div>
      <div className="row-end">
        {list === 'recues' ? (
          <Form method="post" action={manage} className="flex flex-wrap gap-2">
            <input type="hidden" name="retour" value="recues" />
            <Button small name="intent" value="accept">
              {t('steps.accept')} <span className="sr-only">{line.name}</span>
            </Button>
            <Button small look="secondary" name="intent" value="refuse">
              {t('steps.refuse')} <span className="sr-only">{line.name}</span>
            </Button>
          </Form>
        ) : (
          <Anchor to={manage}>
            {t('manage')} <span className="sr-only">{line.name}</span>
          </Anchor>
        )}
      </div>
    </li>
  )
}
