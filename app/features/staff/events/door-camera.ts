/** Codes by the camera, where the browser reads squares and its owner lets it; the field stands beside it. */

/** The part of the Barcode Detection API that is used (WICG); few browsers have it. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
type DetectorMaker = new (options: { formats: string[] }) => Detector

/** Milliseconds between two looks, and until the same code is read anew. */
const PACE = 250
const PAUSE = 3_000

/** @param part of the page: hidden, with a picture, a button and the words of a refusal */
export function offerCamera(part: HTMLElement, onCode: (code: string) => void): void {
  const Maker = (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector
  if (!Maker || !navigator.mediaDevices) return
  part.hidden = false
  const video = part.querySelector('video')!
  const button = part.querySelector<HTMLElement>('[data-open]')!
  button.addEventListener('click', () => {
    button.hidden = true
    video.hidden = false
    begin(video, new Maker({ formats: ['qr_code'] }), onCode).catch(() => {
      video.hidden = true
      part.querySelector<HTMLElement>('[data-refused]')!.hidden = false
    })
  })
}

/** Opens the camera and looks; it is let go with the page. */
async function begin(video: HTMLVideoElement, detector: Detector, onCode: (code: string) => void): Promise<void> {
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  await video.play()
  let last = { code: '', at: 0 }
  const look = async () => {
    const [found] = await detector.detect(video)
    const at = Date.now()
    if (found && (found.rawValue !== last.code || at - last.at > PAUSE)) onCode(found.rawValue)
    if (found) last = { code: found.rawValue, at }
    setTimeout(() => void look(), PACE)
  }
  await look()
}
