/** Hears the statements that the application sends while tests run, and judges each text once (statements.ts). */
import { join } from 'node:path'
import { statementFaults } from './statements.ts'

const own = [`${join(process.cwd(), 'app')}/`, '/.cache/builds/']
const SENDER = '/app/db/transaction.ts'

const shared = globalThis as typeof globalThis & { alumniRecorder?: ((text: string) => void) | undefined }

/** @returns true where the application sends the statement, and not a test through the application's own connection */
function isOurs(): boolean {
  const frames = (new Error().stack ?? '').split('\n').slice(3)
  const sender = frames.find((frame) => !frame.includes(SENDER))
  return sender !== undefined && own.some((folder) => sender.includes(folder))
}

/** Begins to hear. @returns what ends it, and tells the faults of what was heard, each with its text */
export function hearStatements(): () => string[] {
  const known = new Map<string, boolean>()
  shared.alumniRecorder = (text) => {
    if (!known.get(text)) known.set(text, isOurs())
  }
  return () => {
    shared.alumniRecorder = undefined
    return [...known]
      .filter(([, ours]) => ours)
      .flatMap(([text]) => statementFaults(text).map((fault) => `${fault}: ${text.replace(/\s+/g, ' ').trim()}`))
  }
}
