import type { SerializeFrom } from '@remix-run/node'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { longDay } from '#app/i18n/format.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import type { readDesk } from './desk.server.ts'

type Shown = SerializeFrom<typeof readDesk>['waiting'][number]

/** One notice, and what may be done about it. */
export function Line({ one, children }: { one: Shown; children: ReactNode }) {
  const { t, i18n } = useTranslation('carnet')
  return (
    <li className="card" data-notice={one.id} data-state={one.state}>
      <div className="card-head">
        <h3 className="text-lg" data-person={one.person.handle}>
          {one.person.name}
        </h3>
        <Badge>{t(`kinds.${one.kind}`)}</Badge>
      </div>
      <p className="text-sm text-muted">
        {longDay(one.day, i18n.language)}
        {one.childName && ` · ${t('child', { name: one.childName })}`}
      </p>
      <p className="reading my-2 whitespace-pre-line break-words">{one.text}</p>
      {children}
    </li>
  )
}

/** Published, or refused with its reason. */
export function Decision({ id }: { id: string }) {
  const { t } = useTranslation('carnet')
  return (
    <Form method="post" className="form-stack">
      <input type="hidden" name="id" value={id} />
      <TextInput name="because" id={`because-${id}`} label={t('desk.because')} hint={t('desk.becauseHint')} />
      <div className="actions">
        <Button small name="decision" value="approve">
          {t('desk.approve')}
        </Button>
        <Button small look="secondary" name="decision" value="refuse">
          {t('desk.refuse')}
        </Button>
      </div>
    </Form>
  )
}
