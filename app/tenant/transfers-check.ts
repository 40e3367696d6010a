/** That files for receivers outside are made by rules the association has. Pure. */
import { basesIn } from './processing.schema.ts'
import type { TenantConfig } from './schema.ts'

/** As `TenantProblem` of checks.ts. */
interface Problem {
  path: (string | number)[]
  message: string
}

/** @returns what is wrong with `processing.transfers`: each `file` names a role and a consent that exist here */
export function checkTransfers({ processing, roles, consents }: TenantConfig): Problem[] {
  const seen = new Set<string>()
  return processing.transfers.flatMap(({ basis, file }, i) => {
    if (!file) return []
    const wrong = (key: string, message: string): Problem => ({
      path: ['processing', 'transfers', i, 'file', key],
      message,
    })
    const rule = roles[file.as]
    const found = [
      ...(seen.has(file.id) ? [wrong('id', `two files are called “${file.id}”`)] : []),
      ...(rule ? [] : [wrong('as', `no role “${file.as}” is described`)]),
      ...(rule?.relation === 'all' ? [wrong('as', `${file.as} stands above what people chose`)] : []),
      ...(basesIn(basis).includes('consent') && !file.consent ? [wrong('consent', 'the basis asks for one')] : []),
      ...(file.consent && !consents[file.consent].asked
        ? [wrong('consent', `nobody is ever asked for “${file.consent}” (consents)`)]
        : []),
    ]
    seen.add(file.id)
    return found
  })
}
