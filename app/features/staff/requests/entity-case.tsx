import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { longDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { EntityCandidate, WaitingEntity } from './entities.server.ts'
import { RefuseForm } from './refuse-form.tsx'
import { SaidAndFiled } from './said-and-filed.tsx'

type EntityCaseProps = { entity: WaitingEntity; fault: string | undefined }

const PARTS = ['name', 'siret', 'contactName', 'phone', 'email'] as const

/** A company's or a school's proof: what was said beside the accounts it may be about, and the decision. */
export function EntityCase({ entity, fault }: EntityCaseProps) {
  const { t, i18n } = useTranslation('access')
  const { id, claim, createdAt } = entity
  return (
    <Card id={`demande-${id}`} title={claim.name} aside={<span>{longDay(createdAt, i18n.language)}</span>}>
      {fault && (
        <Alert tone="error" live>
          {t(`queue.faults.${fault}`)}
        </Alert>
      )}
      <div className="max-md:hidden">
        <Comparison entity={entity} />
      </div>
      <Comparisons entity={entity} />
      {claim.message && (
        <blockquote className="my-4 border-l-4 border-line pl-4 break-words whitespace-pre-line">
          {claim.message}
        </blockquote>
      )}
      <p className="my-4">
        <LinkButton look="secondary" small to={href.requestPaper(id)}>
          {t('queue.proof')}
        </LinkButton>
      </p>
      <Form method="post" className="form-stack mt-4">
        <input type="hidden" name="id" value={id} />
        <AccountChoice entity={entity} />
        <Actions>
          <Button name="intent" value="approve" disabled={entity.candidates.length === 0}>
            {t('queue.approve')}
          </Button>
        </Actions>
      </Form>
      <RefuseForm id={id} intent="refuse" about={claim.name} />
    </Card>
  )
}

type Part = (typeof PARTS)[number]

const labelOf = (part: Part) => (part === 'contactName' ? 'queue.contact' : `fields.${part}`)
const isLike = ({ like }: EntityCandidate, part: Part) => part in like && like[part as keyof EntityCandidate['like']]

/** The same on a phone, one account below the other. */
function Comparisons({ entity: { claim, candidates } }: { entity: WaitingEntity }) {
  const { t } = useTranslation('access')
  const said = (one?: EntityCandidate) =>
    PARTS.map((part) => ({
      label: t(labelOf(part)),
      said: claim[part] ?? '–',
      ...(one && { filed: one[part] ?? '–', same: isLike(one, part) }),
    }))
  if (candidates.length === 0) return <SaidAndFiled parts={said()} />
  return candidates.map((one) => <SaidAndFiled key={one.accountId} title={one.name} parts={said(one)} />)
}

function Comparison({ entity: { id, claim, candidates } }: { entity: WaitingEntity }) {
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
          {candidates.map(({ accountId, name }) => (
            <ColumnHead key={accountId}>{name}</ColumnHead>
          ))}
        </>
      }
    >
      {PARTS.map((part) => (
        <tr key={part}>
          <RowHead>{t(labelOf(part))}</RowHead>
          <Cell>
            <span className="break-words">{claim[part] ?? '–'}</span>
          </Cell>
          {candidates.map((one) => (
            <Cell key={one.accountId}>
              <span className="break-words">{one[part] ?? '–'}</span>{' '}
              {isLike(one, part) && <Badge tone="success">{t('queue.same')}</Badge>}
            </Cell>
          ))}
        </tr>
      ))}
    </Table>
  )
}

/** Nothing is chosen beforehand: several organisations bear like names. */
function AccountChoice({ entity: { id, candidates } }: { entity: WaitingEntity }) {
  const { t } = useTranslation('access')
  if (candidates.length === 0) return <p>{t('queue.noEntity')}</p>
  const stateOf = ({ disabled, active }: EntityCandidate) => (disabled ? 'disabled' : active ? 'active' : 'waiting')
  return (
    <RadioGroup
      id={`compte-${id}`}
      name="person"
      legend={t('queue.whichEntity')}
      options={candidates.map((one) => ({
        value: one.accountId,
        label: `${one.name} (${one.email ?? '–'})`,
        hint: t(`queue.account.${stateOf(one)}`),
      }))}
    />
  )
}
