/** Hears the statements that the application sends while tests run, and judges each text once (statements.ts). */
import { join } from 'node:path'
import { statementFaults } from './statements.ts'

const own = [`${join(process.cwd(), 'app')}/`, '/.cache/builds/']
/** Files of the frames of the stack, from its top: without the lines of sources, which are slow to look up. */
function stackFiles(): string[] {
  const usual = Error.prepareStackTrace
  Error.prepareStackTrace = (_, sites) => sites.map((site) => site.getFileName() ?? '')
  const files = new Error().stack as unknown as string[]
  Error.prepareStackTrace = usual
  return files
}

const SENDER = '/app/db/transaction.ts'

const shared = globalThis as typeof globalThis & { alumniRecorder?: ((text: string) => void) | undefined }

/** @returns true where the application sends the statement, and not a test through the application's own connection */
function isOurs(): boolean {
  const sender = stackFiles()
    .slice(3)
    .find((file) => file !== '' && !file.includes(SENDER))
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
