import Download from 'lucide-react/icons/download'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { NotConfirmed } from '#app/domain/accounts/confirm-with-password.server.ts'
import type { Copy } from '#app/domain/data-rights/copies.server.ts'
import { longDay, longMoment } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { TextInput } from '#app/ui/text-input.tsx'

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
              title={t('copy.of', { at: longMoment(requestedAt, i18n.language) })}
              note={
                until
                  ? t('copy.until', {
                      day: longDay(until, i18n.language),
                      size: Math.max(1, Math.round((bytes ?? 0) / 1024)),
                    })
                  : t('copy.waiting')
              }
              end={
                state === 'ready' ? (
                  <Anchor to={href.dataCopy(id)}>{t('copy.download')}</Anchor>
                ) : (
                  <Badge>{t('copy.inWork')}</Badge>
                )
              }
            />
          ))}
        </Rows>
      )}
      {!waits && (
        <Form method="post" noValidate className="form-stack max-w-form">
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
      {erasure && <Alert tone="info">{t('deletion.waiting', { at: longMoment(erasure.dueAt, i18n.language) })}</Alert>}
      <p className="reading">{t(`deletion.cardText.${kind}`, { contact })}</p>
      {kind !== 'staff' && (
        <LinkButton look="secondary" to={href.ownDeletion}>
          {t(erasure ? 'deletion.withdraw' : `deletion.go.${kind}`)}
        </LinkButton>
      )}
    </Card>
  )
}
