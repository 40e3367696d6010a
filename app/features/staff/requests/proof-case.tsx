import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { longDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import type { WaitingProof } from './proofs.server.ts'
import { RefuseForm } from './refuse-form.tsx'

/** One paper that dues ask for: who sent it, for what, and the decision. */
export function ProofCase({ proof, fault }: { proof: WaitingProof; fault: string | undefined }) {
  const { t, i18n } = useTranslation('access')
  const { id, name, handle, promotion, tier, dues, paper, createdAt } = proof
  return (
    <Card id={`demande-${id}`} title={name} aside={<span>{longDay(createdAt, i18n.language)}</span>}>
      {fault && (
        <Alert tone="error" live>
          {t(`queue.faults.${fault}`)}
        </Alert>
      )}
      <DefinitionList>
        <Definition term={t('queue.record')}>
          <Anchor to={href.member(handle)}>{handle}</Anchor>
          {promotion !== null && ` (${promotion})`}
        </Definition>
        <Definition term={t('queue.tier')}>{tier}</Definition>
        <Definition term={t('queue.payment')}>
          <Badge tone={dues === 'paid' ? 'success' : 'neutral'}>{t(`queue.dues.${dues}`)}</Badge>
        </Definition>
      </DefinitionList>
      <Actions>
        {paper && (
          <LinkButton look="secondary" to={href.requestPaper(id)}>
            {t('queue.certificate')}
          </LinkButton>
        )}
        <Form method="post">
          <input type="hidden" name="id" value={id} />
          <Button name="intent" value="approve">
            {t('queue.accept')} <span className="sr-only">{name}</span>
          </Button>
        </Form>
      </Actions>
      <RefuseForm id={id} intent="refuse" about={name} />
    </Card>
  )
}
