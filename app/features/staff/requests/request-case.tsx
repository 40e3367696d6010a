import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { Candidate } from '#app/domain/requests/find-candidates.server.ts'
import type { Likeness } from '#app/domain/requests/match-claim.rules.ts'
import { longDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { WaitingRequest } from './queue.server.ts'
import { RefuseForm } from './refuse-form.tsx'
import { SaidAndFiled } from './said-and-filed.tsx'

type RequestCaseProps = { request: WaitingRequest; fault: string | undefined }

/** One request: what was said beside what is on file, and the decision. */
export function RequestCase({ request, fault }: RequestCaseProps) {
  const { t, i18n } = useTranslation('access')
  const { id, kind, claim, message, paper, createdAt, candidates, dues } = request
  const name = `${claim.firstName} ${claim.lastName}`
  return (
    <Card id={`demande-${id}`} title={name} aside={<span>{longDay(createdAt, i18n.language)}</span>}>
      {fault && (
        <Alert tone="error" live>
          {t(`queue.faults.${fault}`)}
        </Alert>
      )}
      {dues && (
        <p className="my-4">
          <Badge tone={dues === 'paid' ? 'success' : 'neutral'}>{t(`queue.dues.${dues}`)}</Badge>
        </p>
      )}
      <Comparisons request={request} />
      {message && (
        <blockquote className="my-4 border-l-4 border-line pl-4 break-words whitespace-pre-line">{message}</blockquote>
      )}
      {paper && (
        <p className="my-4">
          <LinkButton look="secondary" small to={href.requestPaper(id)}>
            {t(kind === 'joining' ? 'queue.certificate' : 'queue.proof')}
          </LinkButton>
        </p>
      )}
      <Form method="post" className="form-stack mt-4">
        <input type="hidden" name="id" value={id} />
        <PersonChoice request={request} />
        <Actions>
          <Button name="intent" value="approve" disabled={candidates.length === 0 && kind === 'identity'}>
            {t('queue.approve')}
          </Button>
        </Actions>
      </Form>
      <RefuseForm id={id} intent="refuse" about={name} />
    </Card>
  )
}

const PARTS = ['lastName', 'firstName', 'promotion', 'email', 'phone'] as const

function onFile(candidate: Candidate, part: keyof Likeness): string {
  const { lastName, diplomaName, firstName, promotions, emails, phones } = candidate
  const values = {
    lastName: [...new Set([lastName, diplomaName])].filter(Boolean).join(' · '),
    firstName: firstName ?? '',
    promotion: promotions.join(' · '),
    email: emails.join(' · '),
    phone: phones.join(' · '),
  }
  return values[part] || '–'
}

/** All records in one table; on a phone, which has no room for columns, one below the other. */
function Comparisons({ request: { id, claim, candidates } }: { request: WaitingRequest }) {
  const { t } = useTranslation('access')
  const said = (candidate?: Candidate) =>
    PARTS.map((part) => ({
      label: t(`fields.${part}`),
      said: String(claim[part] ?? '–'),
      ...(candidate && { filed: onFile(candidate, part), same: candidate.like[part] }),
    }))
  return (
    <>
      <div className="max-md:hidden">
        <Comparison id={id} claim={claim} candidates={candidates} />
      </div>
      {candidates.length === 0 && <SaidAndFiled parts={said()} />}
      {candidates.map((one) => (
        <SaidAndFiled key={one.personId} title={<RecordLink {...one} />} parts={said(one)} />
      ))}
    </>
  )
}

function RecordLink({ handle }: Candidate) {
  return <Anchor to={href.member(handle)}>{handle}</Anchor>
}

type ComparisonProps = Pick<WaitingRequest, 'id' | 'claim' | 'candidates'>

function Comparison({ id, claim, candidates }: ComparisonProps) {
  const { t } = useTranslation('access')
  return (
    <Table
      id={`comparaison-${id}`}
      caption={t('queue.compare')}
      captionHidden
      fit={candidates.length < 2}
      head={
        <>
          <ColumnHead>{t('queue.part')}</ColumnHead>
          <ColumnHead>{t('queue.claimed')}</ColumnHead>
          {candidates.map((one) => (
            <ColumnHead key={one.personId}>
              <RecordLink {...one} />
            </ColumnHead>
          ))}
        </>
      }
    >
      {PARTS.map((part) => (
        <tr key={part}>
          <RowHead>{t(`fields.${part}`)}</RowHead>
          <Cell>{claim[part] ?? '–'}</Cell>
          {candidates.map((candidate) => (
            <Cell key={candidate.personId}>
              <span className="break-words">{onFile(candidate, part)}</span>{' '}
              {candidate.like[part] && <Badge tone="success">{t('queue.same')}</Badge>}
            </Cell>
          ))}
        </tr>
      ))}
    </Table>
  )
}

/** Which record it is about: the likeliest is chosen already, unless two are equally likely. */
function PersonChoice({ request: { id, kind, candidates } }: { request: WaitingRequest }) {
  const { t } = useTranslation('access')
  const [first, second] = candidates
  const likeliest = first && JSON.stringify(first.like) !== JSON.stringify(second?.like) ? first.personId : undefined
  const stateOf = ({ account }: Candidate) =>
    account?.disabled ? 'disabled' : account?.active ? 'active' : account ? 'waiting' : 'none'
  const alike = ({ like }: Candidate) => {
    const parts = PARTS.filter((part) => like[part]).map((part) => t(`fields.${part}`).toLowerCase())
    return parts.length > 0 ? t('queue.alike', { parts: parts.join(', ') }) : ''
  }
  const options = candidates.map((candidate) => ({
    value: candidate.personId,
    label: `${candidate.firstName ?? ''} ${candidate.lastName ?? ''} (${candidate.promotions.join(', ') || '–'})`,
    hint: [alike(candidate), t(`queue.account.${stateOf(candidate)}`)].filter(Boolean).join(' · '),
  }))
  const fresh =
    kind === 'identity' ? [] : [{ value: 'new', label: t('queue.newRecord'), hint: t('queue.newRecordHint') }]
  if (options.length + fresh.length === 0) return <p>{t('queue.nobody')}</p>
  return (
    <RadioGroup
      id={`fiche-${id}`}
      name="person"
      legend={t('queue.which')}
      options={[...options, ...fresh]}
      defaultValue={candidates.length === 0 && kind === 'joining' ? 'new' : likeliest}
    />
  )
}
