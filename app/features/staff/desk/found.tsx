/** Results of the staff's search, in groups; a group of nobody is left out. */
import { useTranslation } from 'react-i18next'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Card } from '#app/ui/card.tsx'
import { Checkbox } from '#app/ui/choice.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import type { FoundLine, FoundPerson } from './find.server.ts'

type FoundPeopleProps = {
  id: string
  title: string
  people: readonly FoundPerson[]
  /** The whole list, where it is longer. */
  more: string | null
}

const nameOf = ({ handle, fields: { firstName, lastName, pseudonym } }: FoundPerson) =>
  [firstName, lastName].filter(Boolean).join(' ') || String(pseudonym ?? handle)

export function FoundPeople({ id, title, people, more }: FoundPeopleProps) {
  const { t } = useTranslation('admin')
  if (people.length === 0) return null
  return (
    <Card id={id} title={title} flush>
      <Rows plain>
        {people.map((person) => (
          <Row
            key={person.handle}
            data-person={person.handle}
            to={person.to}
            title={nameOf(person)}
            note={person.fields.promotion ? t('find.year', { year: person.fields.promotion }) : undefined}
            end={
              <Badge tone={person.paidUp ? 'success' : 'neutral'}>
                {t(person.paidUp ? 'roles.adherent' : 'roles.member')}
              </Badge>
            }
          />
        ))}
      </Rows>
      {more && (
        <p className="p-4">
          <Anchor to={more}>{t('find.all')}</Anchor>
        </p>
      )}
    </Card>
  )
}

export function FoundLines({ id, title, lines }: { id: string; title: string; lines: readonly FoundLine[] }) {
  if (lines.length === 0) return null
  return (
    <Card id={id} title={title} flush>
      <Rows plain>
        {lines.map((line) => (
          <Row key={line.id} to={line.to} title={line.title} note={line.note} />
        ))}
      </Rows>
    </Card>
  )
}

/** Turns « / » off and on in this browser (WCAG 2.1.4); shown only where scripts run, as the key works only there. */
export function SlashSwitch() {
  const { t } = useTranslation('admin')
  return (
    <div className="needs-script">
      <Checkbox name="slash" label={t('find.slash')} data-slash />
    </div>
  )
}
