import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { clockTime } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import type { DoorAnswer } from './door.server.ts'
import { DoorCamera } from './door-camera.tsx'
import type { Conflict } from './door-device.ts'
import { DoorResult } from './door-parts.tsx'
import { type DoorCounts, type DoorDevice, useDoor } from './use-door.ts'

type DoorScannerProps = { page: DoorDevice & DoorCounts; answer: DoorAnswer | null | undefined }

/** Lets in by code: as a form anywhere; with scripts without a network too, and by the camera. */
export function DoorScanner({ page, answer }: DoorScannerProps) {
  const { t } = useTranslation('events')
  const door = useDoor(page)
  const enter = (event: FormEvent<HTMLFormElement>) => {
    if (!door.ready) return
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code') ?? '').trim()
    event.currentTarget.reset()
    if (code !== '') void door.enter(code)
  }
  const shown = door.said ?? answer
  return (
    <div className="stack" data-door={door.ready ? 'ready' : undefined} data-waiting={door.waiting}>
      <p className="door-count">{t('door.count', { count: door.counts.inside, expected: door.counts.expected })}</p>
      {shown && <DoorResult answer={shown} />}
      {door.said?.alone && door.said.word === 'unknown' && <p>{t('door.alone.unknown')}</p>}
      {(door.alone || door.waiting > 0) && (
        <Alert tone="warning" live title={t('door.alone.title')}>
          <p>{t('door.alone.text', { count: door.waiting })}</p>
        </Alert>
      )}
      <Conflicts all={door.conflicts} onRead={() => void door.forget()} />
      <DoorCamera onCode={(code) => void door.enter(code)} />
      <Form method="post" className="form-stack" discover="none" onSubmit={enter}>
        <TextInput
          name="code"
          label={t('door.code')}
          hint={t('door.codeHint')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
        />
        <div>
          <Button>{t('door.enter')}</Button>
        </div>
      </Form>
    </div>
  )
}

/** Entries that the server sees otherwise than this door did. */
function Conflicts({ all, onRead }: { all: readonly Conflict[]; onRead: () => void }) {
  const { t, i18n } = useTranslation('events')
  const time = (at: string) => clockTime(new Date(at), i18n.language)
  if (all.length === 0) return null
  return (
    <Alert tone="error" title={t('door.conflicts.title')}>
      <ul className="stack" data-total={all.length}>
        {all.map(({ code, at, word, since }) => (
          <li key={`${code} ${at}`}>
            {t('door.conflicts.line', { code: code.toUpperCase(), time: time(at) })}{' '}
            {t(`door.words.${word}`, { time: since ? time(since) : '' })}
          </li>
        ))}
      </ul>
      <Button type="button" small look="secondary" onClick={onRead}>
        {t('door.conflicts.read')}
      </Button>
    </Alert>
  )
}
