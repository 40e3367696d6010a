import { Form } from '@remix-run/react'
import Users from 'lucide-react/icons/users'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../ui/anchor.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Row, Rows } from '../../ui/list-row.tsx'
import type { Relative } from './family.server.ts'

/** One's ties, each with a button that takes it away. */
export function FamilyTies({ ties }: { ties: { kind: string; otherId: string; other: Relative | null }[] }) {
  const { t } = useTranslation('profile')
  if (ties.length === 0) return <EmptyState icon={Users} title={t('family.empty')} />
  return (
    <Card id="liens" title={t('fields.familyTies')}>
      <Rows plain>
        {ties.map(({ kind, otherId, other }) => (
          <Row
            key={otherId}
            title={other ? <Anchor to={`/profil/${other.handle}`}>{other.name}</Anchor> : t('family.hidden')}
            note={t(`ties.${kind}`, kind)}
            end={
              <Form method="post" discover="none">
                <Button look="quiet" small name="remove" value={otherId}>
                  {t('family.remove')} <span className="sr-only">{other?.name}</span>
                </Button>
              </Form>
            }
          />
        ))}
      </Rows>
    </Card>
  )
}
