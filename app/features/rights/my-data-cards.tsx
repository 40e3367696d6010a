import Download from 'lucide-react/icons/download'
import { useTranslation } from 'react-i18next'
import { Alert } from '../../ui/alert.tsx'
import { Anchor } from '../../ui/anchor.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Form } from '../../ui/form.tsx'
import { Row, Rows } from '../../ui/list-row.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import type { NotConfirmed } from '../account/confirm-with-password.server.ts'
import type { Copy } from './copies.server.ts'
import { dayWords, momentWords } from './dates.ts'

/** Asking for a copy, and those that are there. */
export function CopyCard({ copies, fault }: { copies: readonly Copy[]; fault?: NotConfirmed | undefined }) {
  const { t, i18n } = useTranslation('rights')
  const waits = copies.some(({ state }) => state === 'asked')
  return (
    <Card id="copie" title={t('copy.title')}>
      <p className="reading">{t('copy.text')}</p>
      {copies.length > 0 && (
        <Rows>
          {copies.map(({ id, state, requestedAt, until, bytes }) => (
            <Row
              key={id}
              title={t('copy.of', { at: momentWords(requestedAt, i18n.language) })}
              note={
                until
                  ? t('copy.until', {
                      day: dayWords(until, i18n.language),
                      size: Math.max(1, Math.round((bytes ?? 0) / 1024)),
                    })
                  : t('copy.waiting')
              }
              end={
                state === 'ready' ? (
                  <Anchor to={`/parametres/mes-donnees/copie/${id}`} whole>
                    {t('copy.download')}
                  </Anchor>
                ) : (
                  <Badge>{t('copy.inWork')}</Badge>
                )
              }
            />
          ))}
        </Rows>
      )}
      {!waits && (
        <Form method="post" discover="none" noValidate className="form-stack max-w-form">
          <input type="hidden" name="intent" value="copy" />
          <TextInput
            name="password"
            type="password"
            autoComplete="current-password"
            label={t('deletion.password')}
            error={fault && t(`deletion.faults.${fault}`)}
          />
          <Button icon={Download} look={copies.length > 0 ? 'secondary' : 'primary'}>
            {t('copy.ask')}
          </Button>
        </Form>
      )}
    </Card>
  )
}

type DeletionProps = { kind: 'person' | 'organisation' | 'staff'; erasure: { dueAt: string } | null; contact: string }

/** The way out: in one's own hands for members, within 48 hours for companies and schools (N10). */
export function DeletionCard({ kind, erasure, contact }: DeletionProps) {
  const { t, i18n } = useTranslation('rights')
  return (
    <Card id="suppression" title={t(`deletion.cardTitle.${kind}`)}>
      {erasure && <Alert tone="info">{t('deletion.waiting', { at: momentWords(erasure.dueAt, i18n.language) })}</Alert>}
      <p className="reading">{t(`deletion.cardText.${kind}`, { contact })}</p>
      {kind !== 'staff' && (
        <LinkButton look="secondary" to="/parametres/mes-donnees/suppression">
          {t(erasure ? 'deletion.withdraw' : `deletion.go.${kind}`)}
        </LinkButton>
      )}
    </Card>
  )
}
