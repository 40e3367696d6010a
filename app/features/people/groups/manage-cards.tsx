import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { type Line, titleOf } from '#app/domain/search/row.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Form } from '#app/ui/form.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { SearchField } from '#app/ui/search-field.tsx'
import { DOCUMENTS_BY, type DocumentsBy } from '#app/vocabulary/things.ts'
import type { Candidate } from './manage.server.ts'

type StepProps = { handle: string; name: string; steps: readonly ('accept' | 'refuse' | 'lead' | 'unlead' | 'add')[] }

/** What can be decided about one person, as small buttons that say whom they concern. */
function Steps({ handle, name, steps }: StepProps) {
  const { t } = useTranslation('groups')
  return (
    <Form method="post" className="flex flex-wrap gap-2">
      <input type="hidden" name="handle" value={handle} />
      {steps.map((step) => (
        <Button key={step} small look={step === 'accept' ? 'primary' : 'secondary'} name="intent" value={step}>
          {t(`manage.steps.${step}`)} <span className="sr-only">{name}</span>
        </Button>
      ))}
    </Form>
  )
}

/** Who asks to join. */
export function AskedCard({ asked }: { asked: readonly Candidate[] }) {
  const { t } = useTranslation('groups')
  return (
    <Card id="demandes" title={t('manage.asked', { count: asked.length })} flush={asked.length > 0}>
      {asked.length === 0 ? (
        <p>{t('manage.noneAsked')}</p>
      ) : (
        <Rows plain data-total={asked.length}>
          {asked.map(({ handle, name, note }) => (
            <Row
              key={handle}
              data-person={handle}
              to={href.profile(handle)}
              title={name}
              note={note ? `« ${note} »` : undefined}
              end={<Steps handle={handle} name={name} steps={['accept', 'refuse']} />}
            />
          ))}
        </Rows>
      )}
    </Card>
  )
}

/** Who runs the group now. */
export function LeadersCard({ leaders }: { leaders: readonly Candidate[] }) {
  const { t } = useTranslation('groups')
  return (
    <Card id="animation" title={t('leaders.title')} flush={leaders.length > 0}>
      {leaders.length === 0 ? (
        <p>{t('leaders.none')}</p>
      ) : (
        <Rows plain>
          {leaders.map(({ handle, name }) => (
            <Row
              key={handle}
              data-person={handle}
              to={href.profile(handle)}
              title={name}
              end={<Steps handle={handle} name={name} steps={['unlead']} />}
            />
          ))}
        </Rows>
      )}
    </Card>
  )
}

type SearchCardProps = { slug: string; typed: string; found: readonly Line[]; adds: boolean }

/** Finds somebody by name, to name them leader or, for the staff, to add them. */
export function SearchCard({ slug, typed, found, adds }: SearchCardProps) {
  const { t } = useTranslation('groups')
  return (
    <Card id="chercher" title={t('manage.search')}>
      <SearchField
        action={href.manageGroup(slug)}
        name="q"
        label={t('manage.searchLabel')}
        button={t('manage.searchButton')}
        hint={t('manage.searchHint')}
        defaultValue={typed}
      />
      {typed !== '' && found.length === 0 && <p role="status">{t('manage.noneFound')}</p>}
      {found.length > 0 && (
        <Rows data-total={found.length} className="mt-4">
          {found.map((line) => (
            <Row
              key={line.handle}
              data-person={line.handle}
              to={line.address}
              title={titleOf(line)}
              end={<Steps handle={line.handle} name={titleOf(line)} steps={adds ? ['lead', 'add'] : ['lead']} />}
            />
          ))}
        </Rows>
      )}
    </Card>
  )
}

/** Who adds documents. */
export function DocumentsByCard({ by }: { by: DocumentsBy }) {
  const { t } = useTranslation('groups')
  return (
    <Card id="documents" title={t('documents.title')}>
      <Form method="post" className="form-stack">
        <RadioGroup
          name="documentsBy"
          legend={t('manage.documentsBy')}
          defaultValue={by}
          options={DOCUMENTS_BY.map((value) => ({ value, label: t(`manage.by.${value}`) }))}
        />
        <div>
          <Button look="secondary" name="intent" value="documents">
            {t('write.save')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}
