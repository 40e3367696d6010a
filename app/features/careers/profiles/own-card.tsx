import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { longDay } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import type { readOwnProfiles } from './own.server.ts'

type Own = Awaited<ReturnType<typeof readOwnProfiles>>['profiles'][number]

export const STATE_TONES = { draft: 'warning', published: 'success', ended: undefined } as const

/** One profile of one's own: where it stands, who opened it, and what may be done with it. */
export function OwnProfileCard({ one }: { one: Own }) {
  const { t, i18n } = useTranslation('profiles')
  const day = (at: string) => longDay(at, i18n.language)
  const { id, state, steps } = one
  return (
    <li className="card" data-profile={id} data-state={state}>
      <div className="card-head">
        <h2 className="text-lg">
          <Anchor to={href.ownProfile(id)}>{one.headline}</Anchor>
        </h2>
        <Badge tone={STATE_TONES[state]}>{t(`states.${state}`)}</Badge>
      </div>
      <p className="text-muted">
        {one.purpose} · {one.pseudonym}
      </p>
      {state === 'published' && <p>{t('own.since', { day: day(one.at), until: day(`${one.until}T12:00:00Z`) })}</p>}
      <Openings openings={one.openings} />
      <Form method="post" action={href.ownProfile(id)} className="actions">
        {steps.includes('refresh') && (
          <Button small name="intent" value="refresh">
            {t('steps.refresh')} <span className="sr-only">{one.headline}</span>
          </Button>
        )}
        {state !== 'published' && (
          <LinkButton small to={href.ownProfile(id)}>
            {t('own.preview')}
          </LinkButton>
        )}
        {steps.includes('change') && (
          <LinkButton small look="secondary" to={href.profileEdit(id)}>
            {t('steps.change')}
          </LinkButton>
        )}
        {steps.includes('withdraw') && (
          <Button small look="secondary" name="intent" value="withdraw">
            {t('steps.withdraw')} <span className="sr-only">{one.headline}</span>
          </Button>
        )}
        <Button small look="quiet" name="intent" value="remove">
          {t('steps.remove')} <span className="sr-only">{one.headline}</span>
        </Button>
      </Form>
    </li>
  )
}

function Openings({ openings }: Pick<Own, 'openings'>) {
  const { t, i18n } = useTranslation('profiles')
  if (openings.length === 0) return <p className="text-sm text-muted">{t('own.unopened')}</p>
  return (
    <Disclosure summary={t('own.opened', { count: openings.length })}>
      <ul>
        {openings.map(({ day, name, cv }) => (
          <li key={`${day} ${name}`}>
            {longDay(`${day}T12:00:00Z`, i18n.language)} · {name ?? t('own.staff')}
            {cv && ` · ${t('own.cvOpened')}`}
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
