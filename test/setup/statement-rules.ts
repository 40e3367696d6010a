/** Rules on statements: what they are made of, and who may name which table. */
import type { Rule } from './house-rules.ts'

const inApp = (file: { path: string }) => file.path.startsWith('app/')

/** Statements built from text outside the one place that checks what it puts in. */
export const rawStatements: Rule = (files) =>
  files
    .filter((file) => file.path !== 'app/db/transaction.ts')
    .flatMap((file) =>
      file.members
        .filter(({ name }) => /\$\w+RawUnsafe$/.test(name))
        .map(({ line, name }) => `${file.path}:${line} ${name}`),
    )

/** Tables that associations of one federation read of each other, as statements and as Prisma’s delegates name them. */
const SHARED = /\b(shared_(entry|token|deletion|place|post|decision)|federation_contract)\b/
const SHARED_DELEGATE = /\.(shared(Entry|Token|Deletion|Place|Post|Decision)|federationContract)(\.|$)/

/**
 * Files that name a table of the federation without being among those that may: each of these joins the contract,
 * which the policy of the database alone does not ask for.
 * @param allowed paths, each with its reason
 */
export const federationReaders =
  (allowed: Readonly<Record<string, string>>): Rule =>
  (files) => {
    const named = files.flatMap(({ path, texts, members }) => [
      ...texts.filter(({ text }) => SHARED.test(text)).map(({ line }) => ({ path, line })),
      ...members.filter(({ name }) => SHARED_DELEGATE.test(name)).map(({ line }) => ({ path, line })),
    ])
    return named
      .filter(({ path }) => !(path in allowed))
      .map(({ path, line }) => `${path}:${line} may not name a table of the federation`)
  }

const PERIODS = /"(membership_period|role_grant|pass_period)"/
/** A statement's own target: what writes a table names it once, right after its verb. */
const TARGET = /\b(INSERT INTO|UPDATE|DELETE FROM) "(membership_period|role_grant|pass_period)"/g
const READER = 'app/context/in-force.ts'
const GENERATED = 'app/db/generated/'

/**
 * Statements that read periods or grants by themselves, files that write them without being listed, and lists of words
 * for a death of their own. What is read comes from context/in-force.ts: its rows, or its conditions.
 * @param writers paths, each with what it writes and why
 */
export const inForce =
  (writers: Readonly<Record<string, string>>): Rule =>
  (files) =>
    files
      .filter((file) => inApp(file) && file.path !== READER && !file.path.startsWith(GENERATED))
      .flatMap(({ path, texts }) =>
        texts.flatMap(({ text, line }) => [
          ...(PERIODS.test(text.replaceAll(TARGET, '')) || (isDeathWord(text) && path !== 'app/policy/in-force.ts')
            ? [`${path}:${line} decides by itself what is in force`]
            : []),
          ...(text.search(TARGET) >= 0 && !(path in writers) ? [`${path}:${line} writes periods or grants`] : []),
        ]),
      )

const isDeathWord = (text: string) => /d[eé[\]]+c[eé[\]]+d|deceased\)/i.test(text) && /\^/.test(text)
