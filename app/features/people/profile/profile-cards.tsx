import { useTranslation } from 'react-i18next'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { CardAudience } from './card-audience.tsx'
import { Career } from './career.tsx'
import type { ProfilePage } from './profile.server.ts'
import { TOGETHER, Together } from './profile-blocks.tsx'
import { CARDS, DETAILS, type Entry, OTHER_NAMES, POSITION_LINE, SETTINGS_OF, type Shown } from './shown.ts'

/** The cards of one column, each with the fields this viewer sees; without any, no card. */
export function ProfileCards({ page, side }: { page: ProfilePage; side?: boolean }) {
  const { t } = useTranslation('profile')
  return CARDS.filter((card) => Boolean(card.side) === Boolean(side)).map(({ id, group, fields }) => {
    const all = id === 'identity' && !page.pseudonymous ? [...OTHER_NAMES, ...fields] : fields
    const lines = all.flatMap((field) => page.fields[field] ?? [])
    const career = id === 'career' && [...POSITION_LINE, 'workHistory' as const].some((field) => page.fields[field])
    if (lines.length === 0 && !career) return null
    const single = lines.filter(({ field }) => !TOGETHER[id]?.includes(field))
    const [plain, details] = [single.filter(isPlain), single.filter((line) => !isPlain(line))]
    const title = t(`cards.${id}`, t(`fieldGroups.${group}`))
    return (
      <Card key={id} id={id} title={title} aside={page.own && <EditCard id={id} title={title} />}>
        {career && <Career page={page} />}
        <Together card={id} fields={page.fields} />
        {plain.length > 0 && (
          <DefinitionList>
            {plain.map((line) => (
              <FieldLine key={line.field} line={line} stacked={side || line.entries !== undefined} />
            ))}
          </DefinitionList>
        )}
        {details.length > 0 && (
          <Disclosure summary={t('details')} open={plain.length === 0 && !career && single.length === lines.length}>
            <DefinitionList>
              {details.map((line) => (
                <FieldLine key={line.field} line={line} stacked={side || line.entries !== undefined} />
              ))}
            </DefinitionList>
          </Disclosure>
        )}
        {page.visibility && <CardAudience visibility={page.visibility} fields={shownIn(page, lines, career)} />}
      </Card>
    )
  })
}

const isPlain = ({ field }: Shown) => !DETAILS.includes(field)

/** Every field that the card shows, those of the career included. */
function shownIn(page: ProfilePage, lines: readonly Shown[], career: boolean): FieldId[] {
  const ofCareer = career ? [...POSITION_LINE, 'workHistory' as const].filter((field) => page.fields[field]) : []
  return [...ofCareer, ...lines.map(({ field }) => field)]
}

/** To the page where what the card says is changed: its values, not who sees them. */
function EditCard({ id, title }: { id: string; title: string }) {
  const { t } = useTranslation('profile')
  return (
    <span className="no-print">
      <Anchor to={SETTINGS_OF[id]!}>
        {t('actions.edit')} <span className="sr-only">{title}</span>
      </Anchor>
    </span>
  )
}

/** One field: its name and value, beside each other where there is room. */
function FieldLine({ line, stacked }: { line: Shown; stacked?: boolean }) {
  const { t } = useTranslation('profile')
  const term = t(`fields.${line.field}`)
  if (!stacked)
    return (
      <Definition term={term} field={line.field} value={line.value}>
        <Value line={line} />
      </Definition>
    )
  return (
    <div className="py-2 min-w-0 print:grid print:grid-cols-[40mm_1fr] print:py-0.5">
      <dt className="text-muted">{term}</dt>
      <dd data-field={line.field} data-value={line.value === undefined ? undefined : JSON.stringify(line.value)}>
        <Value line={line} />
      </dd>
    </div>
  )
}

function Value({ line: { field, text, to, words, entries } }: { line: Shown }) {
  if (entries) return <Entries entries={entries} links={field === 'socialLinks'} />
  if (words)
    return (
      <ul className="flex flex-wrap gap-2">
        {words.map((word) => (
          <li key={word}>
            <Badge>{word}</Badge>
          </li>
        ))}
      </ul>
    )
  if (to)
    return (
      <a href={to} download={field === 'cv' ? '' : undefined}>
        {text}
      </a>
    )
  return <span className="whitespace-pre-line">{text}</span>
}

/** Past positions, diplomas, relatives: one line each; links to other sites side by side. */
function Entries({ entries, links }: { entries: Entry[]; links: boolean }) {
  if (links)
    return (
      <ul className="flex flex-wrap gap-x-4">
        {entries.map(({ title, to }) => (
          <li key={to}>
            <a href={to} rel="noopener noreferrer nofollow me">
              {title}
            </a>
          </li>
        ))}
      </ul>
    )
  return (
    <Rows plain>
      {entries.map(({ title, note, end, to, person }, index) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be equal, and the list is drawn once
          key={index}
          title={to ? <Anchor to={to}>{title}</Anchor> : title}
          note={note}
          end={end}
          data-person={person}
        />
      ))}
    </Rows>
  )
}
