/** One structured log on standard output. Never personal data: no query strings, names, logins, handles or bodies. */
import { type Logger, pino } from 'pino'
import { given } from './env.ts'

const holder = globalThis as typeof globalThis & { alumniLog?: Logger }

/** What may be said of an error: its kind, its place in the code and a database's code; messages quote values. */
function errorFacts(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  const code = (error as { code?: unknown }).code
  const facts = { type: error.name, code: typeof code === 'string' ? code : undefined }
  return {
    ...facts,
    stack: frames.slice(0, 12).join('\n'),
    ...(error.cause instanceof Error ? { cause: errorFacts(error.cause) } : {}),
  }
}

/** @returns the process's log; level by `LOG_LEVEL`. */
export function log(): Logger {
  holder.alumniLog ??= pino({
    level: given('LOG_LEVEL') ?? 'info',
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: errorFacts },
    formatters: { level: (label) => ({ level: label }) },
  })
  return holder.alumniLog
}
