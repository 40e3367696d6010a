import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { SecurityEvent } from '#app/domain/accounts/security-events.server.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { useMoment } from './moment.ts'
import type { SecurityPage, SessionLine } from './security-page.server.ts'

const HERE = href.security

/** @returns « Firefox sur Windows ». */
export function useDevice(): (device: string | null) => string {
  const { t } = useTranslation('account')
  return (device) => {
    const [browser = 'other', system = 'other'] = (device ?? '').split('.')
    return t('devices.on', { browser: t(`devices.browsers.${browser}`), system: t(`devices.systems.${system}`) })
  }
}

export function PasswordCard({ login, hasRecord }: { login: string; hasRecord: boolean }) {
  const { t } = useTranslation('account')
  return (
    <Card id="mot-de-passe" title={t('security.password.title')}>
      <p className="mb-4">{t('security.password.text', { login })}</p>
      <LinkButton look="secondary" to={`${HERE}/mot-de-passe`}>
        {t('security.password.change')}
      </LinkButton>
      {!hasRecord && (
        <p className="mt-4">
          <Anchor to={`${HERE}/adresse`}>{t('ownEmail.title')}</Anchor>
        </p>
      )}
    </Card>
  )
}

export function FactorsCard({ page: { hasApp, passkeys, codes } }: { page: SecurityPage }) {
  const { t } = useTranslation('account')
  const isOn = hasApp || passkeys.length > 0
  const state = (on: boolean, text: string) => <Badge tone={on ? 'success' : 'neutral'}>{text}</Badge>
  return (
    <Card
      id="deux-etapes"
      title={t('security.factors.title')}
      aside={state(isOn, t(isOn ? 'security.factors.on' : 'security.factors.off'))}
    >
      <p className="mb-4">{t('security.factors.text')}</p>
      <Rows plain>
        <Row
          to={`${HERE}/application`}
          title={t('security.factors.app')}
          note={t('security.factors.appNote')}
          end={state(hasApp, t(hasApp ? 'security.factors.on' : 'security.factors.off'))}
        />
        <Row
          to={`${HERE}/cles`}
          title={t('security.factors.passkeys')}
          note={t('security.factors.passkeysNote')}
          end={state(passkeys.length > 0, t('security.factors.count', { count: passkeys.length }))}
        />
        {isOn && (
          <Row
            to={`${HERE}/codes`}
            title={t('security.factors.codes')}
            note={t('security.factors.codesNote')}
            end={state(codes > 0, t('security.factors.left', { count: codes }))}
          />
        )}
      </Rows>
    </Card>
  )
}

export function SessionsCard({ sessions }: { sessions: SessionLine[] }) {
  const { t } = useTranslation('account')
  const deviceText = useDevice()
  const moment = useMoment()
  return (
    <Card id="appareils" title={t('security.sessions.title')}>
      <p className="mb-4">{t('security.sessions.text')}</p>
      <Rows plain>
        {sessions.map(({ id, device, createdAt, seenAt, current, remembered }) => (
          <Row
            key={id}
            title={deviceText(device)}
            note={[
              t('security.sessions.since', { moment: moment(createdAt) }),
              t('security.sessions.seen', { moment: moment(seenAt) }),
              ...(remembered ? [t('security.sessions.remembered')] : []),
            ].join(' · ')}
            end={
              current ? (
                <Badge tone="success">{t('security.sessions.this')}</Badge>
              ) : (
                <Form method="post">
                  <Button look="secondary" small name="session" value={id}>
                    {t('security.sessions.close')} <span className="sr-only">{deviceText(device)}</span>
                  </Button>
                </Form>
              )
            }
          />
        ))}
      </Rows>
      {sessions.length > 1 && (
        <Form method="post" className="mt-4">
          <Button look="secondary" name="intent" value="others">
            {t('security.sessions.others')}
          </Button>
        </Form>
      )}
    </Card>
  )
}

export function EventsCard({ events }: { events: SecurityEvent[] }) {
  const { t } = useTranslation('account')
  const deviceText = useDevice()
  const moment = useMoment()
  return (
    <Card id="activite" title={t('security.events.title')}>
      {events.length === 0 && <p>{t('security.events.none')}</p>}
      <Rows plain>
        {events.map(({ id, at, kind, device }) => (
          <Row
            key={id}
            title={t(`events.${kind}`)}
            note={[moment(at), ...(device ? [deviceText(device)] : [])].join(' · ')}
          />
        ))}
      </Rows>
    </Card>
  )
}
