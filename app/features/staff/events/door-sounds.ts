/** How a door sounds: each word has notes of its own, so that who holds the phone need not look. Browsers alone. */
import type { DoorWord } from '#app/domain/events/door-words.ts'

/** Hertz, one note after the other. */
const NOTES: Record<DoorWord, readonly number[]> = {
  in: [880, 1320],
  already: [660, 660],
  otherDay: [520, 660, 520],
  waiting: [440, 520],
  unpaid: [440, 440, 440],
  withdrawn: [440, 330],
  transferred: [440, 330, 440],
  cancelled: [330, 262, 220],
  unknown: [220],
}
const SECONDS = 0.12

let context: AudioContext | undefined

/** Sounds the word, and shakes the phone for a refusal; without sound, its colour and its word remain. */
export function sound(word: DoorWord): void {
  if (typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  NOTES[word].forEach((hertz, i) => {
    const [note, level] = [context!.createOscillator(), context!.createGain()]
    note.frequency.value = hertz
    level.gain.value = 0.2
    note.connect(level).connect(context!.destination)
    const from = context!.currentTime + i * SECONDS
    note.start(from)
    note.stop(from + SECONDS * 0.9)
  })
  if (word !== 'in') navigator.vibrate?.(200)
}
