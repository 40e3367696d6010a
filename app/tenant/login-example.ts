/** A login as the association gives them, for the sign-in page. Pure. */
import { parseLoginFormat, renderLogin } from './login-format.ts'
import type { TenantConfig } from './schema.ts'

/** Somebody whom every association might have. */
const JEAN = { firstName: 'Jean', lastName: 'Dupont', promotion: 2010 }

/** @returns « jean.dupont10 »; null where people sign in by e-mail or by what they chose themselves */
export function exampleLogin({ forms, join, suffix }: TenantConfig['login']): string | null {
  const [first] = forms
  const read = first === undefined ? undefined : parseLoginFormat(first, { ...(join ? { join } : {}), suffix })
  return read?.ok ? renderLogin(read.format, JEAN) : null
}
