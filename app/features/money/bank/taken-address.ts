/** What became of a file, told in the address of its page: it is seen once, after the file was sent. */
import * as href from '#app/addresses.ts'
import type { TakenStatement } from './bank.server.ts'
import { REFUSED_LINES, type RefusedLine } from './statement-line.ts'

/** Lines named one by one; more of them come from a file that was no statement. */
const NAMED = 40

export function takenAddress({ id, added, known, refused, summed }: TakenStatement): string {
  const named = refused.slice(0, NAMED).map(({ line, reason }) => `${line}-${reason}`)
  const said = new URLSearchParams({ lignes: String(added), connues: String(known), refus: String(refused.length) })
  if (named.length) said.set('lesquelles', named.join(' '))
  if (summed) said.set('sommes', 'oui')
  return `${href.bankStatement(id)}?${said}`
}

export interface Taken {
  added: number
  known: number
  refused: number
  /** The first of the refused lines. */
  lines: Omit<RefusedLine, 'text'>[]
  summed: boolean
}

/** @returns null where the address tells nothing of a file */
export function takenFrom(params: URLSearchParams): Taken | null {
  if (!params.has('lignes')) return null
  const count = (name: string) => Math.trunc(Number(params.get(name))) || 0
  const lines = (params.get('lesquelles') ?? '').split(' ', NAMED).flatMap((word) => {
    const [, line, said] = /^(\d{1,6})-([a-z-]+)$/.exec(word) ?? []
    const reason = REFUSED_LINES.find((one) => one === said)
    return line && reason ? [{ line: Number(line), reason }] : []
  })
  const summed = params.get('sommes') === 'oui'
  return { added: count('lignes'), known: count('connues'), refused: count('refus'), lines, summed }
}
