import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'

/** The part of the Barcode Detection API that is used (WICG); few browsers have it. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
type DetectorMaker = new (options: { formats: string[] }) => Detector

const maker = (): DetectorMaker | undefined => (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector

/** Milliseconds between two looks, and until the same code is read anew. */
const PACE = 250
const PAUSE = 3_000

/** Reads squares by the camera where the browser can and its owner lets it; the field is there beside it. */
export function DoorCamera({ onCode }: { onCode: (code: string) => void }) {
  const { t } = useTranslation('events')
  const [offered, setOffered] = useState(false)
  const [open, setOpen] = useState(false)
  const [refused, setRefused] = useState(false)
  useEffect(() => setOffered(maker() !== undefined && navigator.mediaDevices !== undefined), [])
  if (!offered) return null
  if (refused) return <p role="status">{t('door.camera.refused')}</p>
  const refuse = () => {
    setOpen(false)
    setRefused(true)
  }
  return (
    <div className="stack">
      {open && <Finder onCode={onCode} onRefusal={refuse} />}
      <div>
        <Button type="button" look="secondary" onClick={() => setOpen(!open)}>
          {t(open ? 'door.camera.close' : 'door.camera.open')}
        </Button>
      </div>
    </div>
  )
}

type FinderProps = { onCode: (code: string) => void; onRefusal: () => void }

/** The picture, while it is open; the camera is let go with it. */
function Finder({ onCode, onRefusal }: FinderProps) {
  const { t } = useTranslation('events')
  const video = useRef<HTMLVideoElement>(null)
  const heard = useRef({ onCode, onRefusal })
  heard.current = { onCode, onRefusal }
  useEffect(() => {
    let stream: MediaStream | undefined
    let timer = 0
    let isOver = false
    const watch = watcher((code) => heard.current.onCode(code))
    const begin = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      if (isOver || !video.current) return stop()
      video.current.srcObject = stream
      await video.current.play()
      const look = async () => {
        if (video.current) await watch(video.current)
        if (!isOver) timer = window.setTimeout(look, PACE)
      }
      await look()
    }
    const stop = () => {
      isOver = true
      clearTimeout(timer)
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    begin().catch(() => {
      stop()
      heard.current.onRefusal()
    })
    return stop
  }, [])
  return <video ref={video} className="door-video" muted playsInline aria-label={t('door.camera.picture')} />
}

/** @returns what looks at a picture and says each code once, until it was away for a while */
function watcher(onCode: (code: string) => void): (picture: HTMLVideoElement) => Promise<void> {
  const detector = new (maker()!)({ formats: ['qr_code'] })
  let last = { code: '', at: 0 }
  return async (picture) => {
    const [found] = await detector.detect(picture)
    if (!found) return
    const at = Date.now()
    const isNew = found.rawValue !== last.code || at - last.at > PAUSE
    last = { code: found.rawValue, at }
    if (isNew) onCode(found.rawValue)
  }
}
