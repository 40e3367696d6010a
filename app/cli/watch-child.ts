/** A process that a command started: when it is ready, when it ended unasked, and how to end it. */
import type { ChildProcess } from 'node:child_process'

export interface Watched {
  /** Once it says so; rejects where it ends before. */
  ready: Promise<void>
  /** Resolves when it has ended, also where it had long been dead. */
  stop(): Promise<void>
}

/** A process killed by a signal has no exit code. */
const isOver = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null

/** @param onEnd hears how it ended, where nobody had asked it to: with status 1, by SIGKILL */
export function watchChild(child: ChildProcess, onEnd: (how: string) => void): Watched {
  let leaving = false
  const ready = new Promise<void>((done, fail) => {
    child.once('message', () => done())
    child.once('exit', (code, signal) => {
      if (leaving) return
      const how = signal ? `was ended by ${signal}` : `ended with status ${code}`
      fail(new Error(`it ${how}`))
      onEnd(how)
    })
  })
  // Told by `onEnd` as well, also after the start.
  ready.catch(() => {})
  return {
    ready,
    stop() {
      leaving = true
      if (isOver(child)) return Promise.resolve()
      return new Promise((done) => {
        child.once('exit', () => done())
        child.kill('SIGTERM')
      })
    },
  }
}
