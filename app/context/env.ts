/**
 * The environment, read once: a process that misses a setting refuses to start and names it. Nothing else reads
 * `process.env`.
 */
import { z } from 'zod'

const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/[^/\s]+@[^/\s]+\/[^/\s]+$/, 'postgresql://role:password@host/database')
/** A folder alone: an address without driver would fail at the first file, long after the start. */
const filesUrl = z.string().regex(/^file:\/\/\/\S+$/, 'file:///folder (object storage has no driver yet)')

/** 32 bytes in base64: `openssl rand -base64 32`. */
const dataKey = z.string().refine((value) => Buffer.from(value, 'base64').length === 32, '32 bytes in base64')

const schema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** The role `app`: neither superuser nor owner nor BYPASSRLS. */
  DATABASE_URL: postgresUrl,
  /** Only commands that migrate need it. */
  DATABASE_OWNER_URL: postgresUrl.optional(),
  /** Only commands that apply tenant files need it. */
  DATABASE_PLATFORM_URL: postgresUrl.optional(),
  /** Connections a process may hold at most. */
  DATABASE_MAX: z.coerce.number().int().min(2).max(200).default(16),
  /**
   * Proxies of ours in front of the site, whose `X-Forwarded-For` says from where a visitor comes; none: the socket
   * does.
   */
  PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  /** The product's own host; associations live on subdomains of it. */
  BASE_DOMAIN: z.string().regex(/^[a-z0-9.-]+$/, 'a host name without port'),
  DATA_KEY: dataKey,
  SESSION_SECRET: z.string().min(32, 'at least 32 characters'),
  FILES_URL: filesUrl,
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  RESEND_API_KEY: z.string().optional(),
  RESEND_WEBHOOK_SECRET: z.string().optional(),
  /** Whom mails come from; its domain is verified with Resend. Answers go to the association. */
  MAIL_FROM: z.email().default('courriel@alumni.example'),
  /** Where the demo's doubles of third parties answer, in place of the real ones. */
  RESEND_BASE_URL: z.url().optional(),
  STRIPE_BASE_URL: z.url().optional(),
  DOUBLES_URL: z.url().optional(),
  /** An association's host, where the doubles post their events. */
  DEMO_HOST: z.string().optional(),
  /** Where `remix vite:build` left the site. */
  BUILD_DIRECTORY: z.string().default('build'),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  /** `1` in the demo alone: doubles of third parties and `/demo` pages exist only then. */
  DEMO: z
    .enum(['0', '1'])
    .default('0')
    .transform((value) => value === '1'),
})

/** Doubles of third parties: with real people's data, nothing may lead there. */
const DEMO_ONLY = ['RESEND_BASE_URL', 'STRIPE_BASE_URL', 'DOUBLES_URL'] as const

export type Env = z.infer<typeof schema>

/**
 * @param source variables by name
 * @throws naming every variable that is missing or wrong, never its value
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  // Empty is absent: that is how a variable is taken back in an env file.
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const read = schema.safeParse(filled)
  if (read.success) {
    const { RESEND_API_KEY, NODE_ENV, DEMO } = read.data
    if (RESEND_API_KEY && NODE_ENV === 'production' && !DEMO && !filled.MAIL_FROM)
      throw new Error(
        'These variables must be set, as .env.example says:\n  MAIL_FROM: is missing (RESEND_API_KEY is set)',
      )
    const doubles = DEMO_ONLY.filter((name) => read.data[name] !== undefined)
    if (doubles.length === 0 || read.data.DEMO) return read.data
    throw new Error(`These variables are for the demo alone (DEMO=1): ${doubles.join(', ')}`)
  }
  const faults = read.error.issues.map(({ path, message }) => {
    const name = String(path[0])
    return `  ${name}: ${filled[name] === undefined ? 'is missing' : message}`
  })
  throw new Error(`These variables must be set, as .env.example says:\n${faults.join('\n')}`)
}

/** On globalThis: the built site and what is around it are two copies of this file in one process. */
const holder = globalThis as typeof globalThis & { alumniEnv?: Env }

/**
 * @returns this process's settings, read at the first call
 * @throws as {@link readEnv}
 */
export function env(): Env {
  holder.alumniEnv ??= readEnv(process.env)
  return holder.alumniEnv
}

/** Tests and commands that set variables of their own process call this before anything asks. */
export function setEnvironment(values: Record<string, string>): void {
  Object.assign(process.env, values)
  delete holder.alumniEnv
}

/** @returns a variable as it is given, for commands that choose between a named database and the embedded one. */
export function given(name: keyof Env | 'CI'): string | undefined {
  return process.env[name] || undefined
}

/** @returns this process's variables with more, for processes that it starts. */
export function childEnvironment(more: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...more }
}
