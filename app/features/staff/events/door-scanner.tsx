import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import type { DoorAnswer, readDoor } from './door.server.ts'
import { DoorResult, DoorTemplates } from './door-parts.tsx'

type Page = Pick<Awaited<ReturnType<typeof readDoor>>, 'id' | 'now' | 'device' | 'inside' | 'expected'>
type DoorScannerProps = { page: Page; answer: DoorAnswer | null | undefined }

/**
 * Lets in by code: as a form anywhere; where scripts run, door.browser.ts answers in its place, without a network too,
 * and by the camera. It finds its parts by their marks, and its words in them.
 */
export function DoorScanner({ page, answer }: DoorScannerProps) {
  const { t } = useTranslation('events')
  const { id, now, device, inside, expected } = page
  return (
    <div
      className="stack"
      data-door={id}
      data-address={href.eventScan(id)}
      data-now={now}
      data-key={device?.key}
      data-until={device?.until}
      data-slot={device?.slot}
      data-counted={t('door.counted', { inside: '{inside}', expected: '{expected}' })}
    >
      <p className="door-count" data-count="">
        {t('door.count', { count: inside, expected })}
      </p>
      <div data-result="" aria-live="assertive">
        {answer && <DoorResult answer={answer} />}
      </div>
      <DoorTemplates />
      <p data-unlisted="" hidden>
        {t('door.alone.unknown')}
      </p>
      <div data-alone="" hidden>
        <Alert tone="warning" title={t('door.alone.title')}>
          <p>
            {t('door.alone.text')} <strong data-waiting="">0</strong>
          </p>
        </Alert>
      </div>
      <Conflicts />
      <Camera />
      <Form method="post" className="form-stack" data-codes="">
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
function Conflicts() {
  const { t } = useTranslation('events')
  return (
    <div data-conflicts="" data-line={t('door.conflicts.line', { code: '{code}', time: '{time}' })} hidden>
      <Alert tone="error" title={t('door.conflicts.title')}>
        <ul className="stack" />
        <Button type="button" small look="secondary" data-read="">
          {t('door.conflicts.read')}
        </Button>
      </Alert>
    </div>
  )
}

/** Shown where the browser reads squares. */
function Camera() {
  const { t } = useTranslation('events')
  return (
    <div className="stack" data-camera="" hidden>
      <video className="door-video" muted playsInline hidden aria-label={t('door.camera.picture')} />
      <p data-refused="" hidden role="status">
        {t('door.camera.refused')}
      </p>
      <div>
        <Button type="button" look="secondary" data-open="">
          {t('door.camera.open')}
        </Button>
      </div>
    </div>
  )
}
