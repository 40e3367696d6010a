import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { longDay } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import type { readCarnetPage } from './carnet.server.ts'

type NoticeProps = { one: SerializeFrom<typeof readCarnetPage>['notices'][number] }

/** One notice: whom it is about, when, and what was written; its author may take it back, but for a death. */
export function Notice({ one }: NoticeProps) {
  const { t, i18n } = useTranslation('carnet')
  const { person, kind, day, text, childName } = one
  return (
    <li className="card" data-notice={one.id} data-state={one.state}>
      <div className="card-head">
        <h2 className="text-lg" data-person={person.handle}>
          <Anchor to={href.profile(person.handle)}>{person.name}</Anchor>
        </h2>
        <Badge>{t(`kinds.${kind}`)}</Badge>
      </div>
      <p className="text-sm text-muted">
        {longDay(day, i18n.language)}
        {childName && ` · ${t('child', { name: childName })}`}
      </p>
      <p className="reading mt-2 whitespace-pre-line break-words">{text}</p>
      {one.own && kind !== 'death' && (
        <Form method="post" className="mt-2">
          <input type="hidden" name="id" value={one.id} />
          <Button small look="quiet">
            {t('takeBack')}
          </Button>
        </Form>
      )}
    </li>
  )
}
