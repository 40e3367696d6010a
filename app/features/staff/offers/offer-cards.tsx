import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { shortMoment } from '#app/i18n/format.ts'
import type { OfferDecision } from '#app/policy/offer-steps.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Form } from '#app/ui/form.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { Textarea } from '#app/ui/text-input.tsx'
import { OFFER_FIELDS } from '#app/vocabulary/offers.ts'
import type { readOfferDesk } from './desk.server.ts'

type Page = Awaited<ReturnType<typeof readOfferDesk>>

/** Fields whose values are words of a list. */
const GROUPS: Partial<Record<string, string>> = {
  ...{ kind: 'kinds', remote: 'remote', contract: 'contracts', payPer: 'write.per', audience: 'desk.audiences' },
}

/** @returns a field's value as people read it */
function useValueWords() {
  const { t } = useTranslation('offers')
  return (field: string, value: string) => {
    const group = GROUPS[field]
    return value !== '' && group ? t(`${group}.${value}`) : value || '–'
  }
}

/** What the offer says; of a change that waits, what was there before beside it (C5). */
export function Words({ page: { words, diff } }: { page: Pick<Page, 'words' | 'diff'> }) {
  const { t } = useTranslation('offers')
  const valueWords = useValueWords()
  const fields = OFFER_FIELDS.filter((field) => field !== 'text' && words[field] !== null && words[field] !== '')
  return (
    <>
      {diff.length > 0 && (
        <Table
          id="modification"
          caption={t('desk.diff')}
          head={
            <>
              <ColumnHead>{t('desk.field')}</ColumnHead>
              <ColumnHead>{t('desk.before')}</ColumnHead>
              <ColumnHead>{t('desk.after')}</ColumnHead>
            </>
          }
        >
          {diff.map(({ field, before, after }) => (
            <tr key={field}>
              <RowHead>{t(`write.fields.${field}`)}</RowHead>
              <Cell>
                <del className="whitespace-pre-line">{valueWords(field, before)}</del>
              </Cell>
              <Cell>
                <ins className="whitespace-pre-line">{valueWords(field, after)}</ins>
              </Cell>
            </tr>
          ))}
        </Table>
      )}
      <Card id="annonce" title={t('desk.words')}>
        <DefinitionList>
          {fields.map((field) => (
            <Definition key={field} term={t(`write.fields.${field}`)}>
              <span className="break-words">{valueWords(field, String(words[field]))}</span>
            </Definition>
          ))}
        </DefinitionList>
        <p className="reading mt-4 whitespace-pre-line break-words">{words.text}</p>
      </Card>
    </>
  )
}

/** Who deposited it. */
export function Depositor({ page: { author, organisation } }: { page: Pick<Page, 'author' | 'organisation'> }) {
  const { t } = useTranslation('offers')
  return (
    <Card id="deposant" title={t('people.title')}>
      {author ? (
        <p data-person={author.handle}>
          <Anchor to={href.profile(author.handle)}>{author.name}</Anchor>
        </p>
      ) : organisation ? (
        <p>
          <Anchor to={href.organisation(organisation.id)}>{organisation.name}</Anchor>
          {organisation.email && ` · ${organisation.email}`}
        </p>
      ) : (
        <p>{t('people.association')}</p>
      )}
    </Card>
  )
}

/** What was reported, without who did. */
export function Reports({ reports }: Pick<Page, 'reports'>) {
  const { t, i18n } = useTranslation('offers')
  if (reports.length === 0) return null
  return (
    <Card id="signalements" title={t('desk.reports', { count: reports.length })}>
      <ul className="stack">
        {reports.map((one) => (
          <li key={one.at}>
            <strong>{t(`report.reasons.${one.reason}`)}</strong> · {shortMoment(one.at, i18n.language)}
            {!one.open && ` · ${t('desk.closed')}`}
            {one.words && <p className="whitespace-pre-line">{one.words}</p>}
          </li>
        ))}
      </ul>
    </Card>
  )
}

const LOOKS: Record<OfferDecision, 'primary' | 'secondary' | 'danger'> = {
  ...{ approve: 'primary', refuse: 'secondary', dismiss: 'secondary', 'take-down': 'danger' },
}

type DecisionFormProps = {
  page: Pick<Page, 'hash' | 'decisions' | 'diff'>
  answer: { error: 'because'; because: string } | undefined
}

/** Yes, or no with its reason, about exactly what is shown above. */
export function DecisionForm({ page: { hash, decisions, diff }, answer }: DecisionFormProps) {
  const { t } = useTranslation('offers')
  const wordsFor = (one: OfferDecision) =>
    t(
      diff.length > 0 && (one === 'approve' || one === 'refuse')
        ? `desk.decisions.${one}-change`
        : `desk.decisions.${one}`,
    )
  return (
    <Card id="decision" title={t('desk.decide')}>
      <Form method="post" className="form-stack" noValidate>
        {answer && (
          <Alert tone="error" live>
            {t('desk.errors.because')}
          </Alert>
        )}
        <input type="hidden" name="hash" value={hash} />
        <Textarea
          name="because"
          rows={3}
          label={t('desk.because')}
          hint={t('desk.becauseHint')}
          error={answer ? t('desk.errors.because') : undefined}
          defaultValue={answer?.because}
        />
        <div className="actions">
          {decisions.map((one) => (
            <Button key={one} name="intent" value={one} look={LOOKS[one]}>
              {wordsFor(one)}
            </Button>
          ))}
        </div>
      </Form>
    </Card>
  )
}

/** Every change of its state, who made it and why (C2). */
export function Changes({ changes }: Pick<Page, 'changes'>) {
  const { t, i18n } = useTranslation('offers')
  return (
    <Table
      id="historique"
      caption={t('desk.history')}
      head={
        <>
          <ColumnHead>{t('desk.at')}</ColumnHead>
          <ColumnHead>{t('desk.cause')}</ColumnHead>
          <ColumnHead>{t('desk.state')}</ColumnHead>
          <ColumnHead>{t('desk.by')}</ColumnHead>
        </>
      }
    >
      {changes.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: changes are only ever added, in their order
        <tr key={i}>
          <RowHead>{shortMoment(one.at, i18n.language)}</RowHead>
          <Cell>
            {t(`causes.${one.cause}`)}
            {one.because && <p className="whitespace-pre-line text-muted">{one.because}</p>}
          </Cell>
          <Cell>{t(`states.${one.state}`)}</Cell>
          <Cell>{one.by ?? t('desk.nobody')}</Cell>
        </tr>
      ))}
    </Table>
  )
}
