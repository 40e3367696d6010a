import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { SchoolFields } from '#app/domain/schools/school-fields.tsx'
import type { Faults, TypedSchool } from '#app/domain/schools/school-form.server.ts'
import type { SchoolDecision } from '#app/policy/school-steps.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Textarea } from '#app/ui/text-input.tsx'
import type { readSchoolDesk } from './decide.server.ts'

type Page = Awaited<ReturnType<typeof readSchoolDesk>>

/** The words of a generic page, which are the association's own. */
export function GenericForm({ typed, errors }: { typed: TypedSchool; errors: Faults<TypedSchool> }) {
  const { t } = useTranslation('schools')
  const { say, lines } = faultWords(errors, (fault) => t(`errors.${fault}`))
  return (
    <Form method="post" className="form-stack" noValidate>
      <ErrorSummary title={t('errors.summary')} errors={lines} />
      <SchoolFields typed={typed} say={say} />
      <div>
        <Button>{t('space.save')}</Button>
      </div>
    </Form>
  )
}

/** What the page says, with the words that wait where there are any. */
export function SchoolWordsCard({ page: { words, waits } }: { page: Pick<Page, 'words' | 'waits'> }) {
  const { t } = useTranslation('schools')
  const { name, city, region, fields, website, links, about } = words
  return (
    <Card id="mots" title={t(waits ? 'desk.newWords' : 'desk.words')}>
      <DefinitionList>
        <Definition term={t('fields.name')}>{name}</Definition>
        <Definition term={t('fields.city')}>{`${city}, ${t(`regions.${region}`)}`}</Definition>
        <Definition term={t('fields.fields')}>{fields.map((one) => t(`studies.${one}`)).join(', ')}</Definition>
        {website && (
          <Definition term={t('fields.website')}>
            <span className="break-words">{website}</span>
          </Definition>
        )}
        {links.length > 0 && (
          <Definition term={t('fields.links')}>
            <span className="whitespace-pre-line break-words">{links.join('\n')}</span>
          </Definition>
        )}
      </DefinitionList>
      <p className="reading mt-4 whitespace-pre-line break-words">{about}</p>
    </Card>
  )
}

const LOOKS: Record<SchoolDecision, 'primary' | 'secondary' | 'danger'> = {
  ...{ approve: 'primary', refuse: 'secondary', 'take-down': 'danger', 'show-again': 'secondary' },
}

type DecisionsProps = { decisions: SchoolDecision[]; hash: string; course?: string }

/** Yes, or no with its reason, about exactly what is shown. */
export function Decisions({ decisions, hash, course }: DecisionsProps) {
  const { t } = useTranslation('schools')
  if (decisions.length === 0) return null
  const asksWhy = decisions.some((one) => one === 'refuse' || one === 'take-down')
  const id = `because-${course ?? 'school'}`
  return (
    <Disclosure summary={t('desk.decide')}>
      <Form method="post" className="form-stack">
        <input type="hidden" name="hash" value={hash} />
        {course && <input type="hidden" name="course" value={course} />}
        {asksWhy && <Textarea id={id} name="because" rows={3} label={t('desk.because')} hint={t('desk.becauseHint')} />}
        <div className="actions">
          {decisions.map((one) => (
            <Button key={one} name="intent" value={one} look={LOOKS[one]}>
              {t(`desk.decisions.${one}`)}
            </Button>
          ))}
        </div>
      </Form>
    </Disclosure>
  )
}

/** Each course, as it is decided about. */
export function CoursesCard({ courses }: Pick<Page, 'courses'>) {
  const { t } = useTranslation('schools')
  if (courses.length === 0) return null
  return (
    <Card id="formations" title={t('courses.title')}>
      <ul className="stack">
        {courses.map((one) => (
          <li key={one.id} data-course={one.id} data-state={one.state}>
            <p>
              <Anchor to={href.course(one.slug)}>{one.title}</Anchor>{' '}
              <Badge>{t(one.waits ? 'states.waits' : `states.${one.state}`)}</Badge>
            </p>
            <p className="reading whitespace-pre-line break-words text-sm">{one.text}</p>
            <Decisions decisions={one.decisions} hash={one.hash} course={one.id} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Who says that the page is theirs, in their words. */
export function ClaimsCard({ claims }: Pick<Page, 'claims'>) {
  const { t } = useTranslation('schools')
  if (claims.length === 0) return null
  return (
    <Card id="revendications" title={t('desk.claims')}>
      <ul className="stack">
        {claims.map((one) => (
          <li key={one.id}>
            <p>
              <Anchor to={href.organisation(one.organisationId)}>{one.organisation}</Anchor>
            </p>
            <p className="reading whitespace-pre-line break-words">{one.words}</p>
            <Form method="post" className="form-stack">
              <input type="hidden" name="claim" value={one.id} />
              <Textarea
                id={`because-${one.id}`}
                name="because"
                rows={2}
                label={t('desk.because')}
                hint={t('desk.becauseHint')}
              />
              <div className="actions">
                <Button name="intent" value="accept-claim">
                  {t('desk.acceptClaim')}
                </Button>
                <Button name="intent" value="refuse-claim" look="secondary">
                  {t('desk.refuseClaim')}
                </Button>
              </div>
            </Form>
          </li>
        ))}
      </ul>
    </Card>
  )
}
