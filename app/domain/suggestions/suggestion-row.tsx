/** Suggested people: lines of the directory with their reasons. */
import UserPlus from 'lucide-react/icons/user-plus'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { PersonLine, Title } from '#app/domain/search/person-line.tsx'
import { titleOf } from '#app/domain/search/row.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Card } from '#app/ui/card.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { DismissStep } from './dismiss-step.tsx'
import type { Suggestion, Suggestions } from './find-suggestions.server.ts'

/** The page of suggestions: each person can be asked to become a contact, or sent away. */
export function SuggestionRows({ people, rowFields }: Suggestions) {
  const { t } = useTranslation('suggestions')
  return (
    <Rows data-total={people.length}>
      {people.map(({ line, points }) => (
        <PersonLine
          key={line.address}
          line={line}
          rowFields={rowFields}
          points={points}
          action={
            <>
              <a
                className="row-act"
                href={href.askContact(line.handle)}
                aria-label={t('askOf', { name: titleOf(line) })}
              >
                <Icon of={UserPlus} />
                <span>{t('ask')}</span>
              </a>
              <DismissStep
                handle={line.handle}
                label={t('dismissOf', { name: titleOf(line) })}
                word={t('dismiss')}
                from="suggestions"
              />
            </>
          }
        />
      ))}
    </Rows>
  )
}

/** Beside one's own page: names and reasons; what to do about them is on the page of suggestions. */
export function SuggestedBeside({ people }: { people: readonly Suggestion[] }) {
  const { t } = useTranslation('suggestions')
  if (people.length === 0) return null
  return (
    <div className="no-print">
      <Card id="suggestions" title={t('title')} aside={<Anchor to={href.suggestions}>{t('all')}</Anchor>}>
        <Rows plain>
          {people.map(({ line, points }) => (
            <Row
              key={line.address}
              data-person={line.handle}
              to={line.address}
              title={<Title line={line} />}
              note={points}
            />
          ))}
        </Rows>
      </Card>
    </div>
  )
}
