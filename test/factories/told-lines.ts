import { importFile, MemoryPeople } from './memory-people.ts'
import { tempFile } from './workbooks.ts'

/** What became of a file: of each line either a refusal, or the values that are asked for, and what is said of it. */
export async function told(fields: string, lines: string[], people = new MemoryPeople()) {
  const { decisions } = await importFile(people, tempFile('told.csv', `${lines.join('\n')}\n`))
  return decisions.flatMap((decision) => {
    if (decision.kind === 'skipped' || decision.kind === 'erased') return []
    const issues = decision.issues.map(({ code }) => code)
    if (decision.kind === 'refused' || decision.kind === 'doubtful') return [[decision.line, decision.reason]]
    const person = people.people.get(decision.person)!
    const values: Record<string, unknown> = { ...person.diplomas[0]?.values, ...person.values }
    return [[decision.line, ...fields.split(' ').map((field) => values[field] ?? null), ...issues]]
  })
}
