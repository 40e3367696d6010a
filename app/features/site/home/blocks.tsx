/** Draws the blocks of the front page: each in the shape that its feature gave it. */

import Building2 from 'lucide-react/icons/building-2'
import Contact from 'lucide-react/icons/contact'
import Mail from 'lucide-react/icons/mail'
import UserRound from 'lucide-react/icons/user-round'
import Wallet from 'lucide-react/icons/wallet'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { HomeCard, HomeLink, HomePart } from '#app/context/home-block.ts'
import { NewsCard } from '#app/domain/content/news-card.tsx'
import { PersonLine } from '#app/domain/search/person-line.tsx'
import { DismissStep } from '#app/domain/suggestions/dismiss-step.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { SearchField } from '#app/ui/search-field.tsx'
import { StatCard } from '#app/ui/stat-card.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { ShownBlock } from './blocks.server.ts'

/** Shapes that take the page's whole width; the others stand two by two. */
const WIDE: readonly HomePart['kind'][] = ['search', 'closed', 'cards', 'figures', 'table', 'news']
const isWide = (part: HomePart) => WIDE.includes(part.kind) || (part.kind === 'rows' && part.wide)

export function HomeBlocks({ blocks }: { blocks: readonly ShownBlock[] }) {
  return (
    <div className="home-blocks">
      {blocks.map(({ id, part }) => (
        <div key={id} data-block={id} className={isWide(part) ? 'home-wide' : undefined}>
          <Block id={id} part={part} />
        </div>
      ))}
    </div>
  )
}

function Block({ id, part }: ShownBlock) {
  switch (part.kind) {
    case 'search':
      return <SearchBlock part={part} />
    case 'closed':
      return <ClosedBlock part={part} />
    case 'cards':
      return <Cards id={id} part={part} />
    case 'people':
      return <People id={id} part={part} />
    case 'rows':
      return <RowsBlock id={id} part={part} />
    case 'figures':
      return <Figures id={id} part={part} />
    case 'news':
      return <News id={id} part={part} />
    case 'table':
      return <TableBlock id={id} part={part} />
  }
}

type Part<K extends HomePart['kind']> = Extract<HomePart, { kind: K }>

function SearchBlock({ part }: { part: Part<'search'> }) {
  const { t } = useTranslation('content')
  return (
    <section className="home-search" aria-label={part.label}>
      <SearchField
        action={part.action}
        label={part.label}
        labelShown
        hint={part.examples.length === 0 ? part.hint : undefined}
        button={t('actions.search')}
        suggest={{
          source: href.directorySuggestions,
          label: t('home.suggestions'),
          count: (count) => t('home.suggested', { count }),
        }}
      />
      {part.examples.length > 0 && (
        <ul className="home-examples" aria-label={t('home.examples.label')}>
          <li aria-hidden="true">{t('home.examples.label')}</li>
          {part.examples.map(({ to, text }) => (
            <li key={to}>
              <Anchor to={to}>{text}</Anchor>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** The search stays where it will be; what opens it stands in it. */
function ClosedBlock({ part }: { part: Part<'closed'> }) {
  return (
    <section className="home-search home-closed" aria-labelledby="annuaire-ferme">
      <h2 id="annuaire-ferme" className="text-xl">
        {part.title}
      </h2>
      <p>{part.text}</p>
      {part.action && <LinkButton to={part.action.to}>{part.action.text}</LinkButton>}
    </section>
  )
}

const ICONS = { renew: Wallet, contacts: Contact, profile: UserRound, messages: Mail, page: Building2 } as const

function Cards({ id, part }: { id: string; part: Part<'cards'> }) {
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="home-title">
        {part.title}
      </h2>
      <ul className="home-cards">
        {part.cards.map((card) => (
          <TurnCard key={card.action.to} card={card} />
        ))}
      </ul>
    </section>
  )
}

function TurnCard({ card: { icon, title, text, action, done } }: { card: HomeCard }) {
  return (
    <li className="card home-card">
      <span className="home-icon">
        <Icon of={ICONS[icon]} size={24} />
      </span>
      <div className="home-card-text">
        <h3 className="text-base">{title}</h3>
        <p className="text-muted">{text}</p>
        {done !== undefined && (
          <div className="progress home-progress" aria-hidden="true">
            <progress value={done} max={100} />
          </div>
        )}
        <LinkButton to={action.to} look="secondary" small>
          {action.text}
        </LinkButton>
      </div>
    </li>
  )
}

function More({ more }: { more: HomeLink | undefined }) {
  return more ? <Anchor to={more.to}>{more.text}</Anchor> : null
}

function Titled({ title, note }: { title: string; note?: string | undefined }) {
  return (
    <>
      {title}
      {note && <span className="home-note"> {note}</span>}
    </>
  )
}

function People({ id, part }: { id: string; part: Part<'people'> }) {
  return (
    <Card id={id} title={<Titled title={part.title} note={part.note} />} aside={<More more={part.more} />} flush>
      <Rows plain>
        {part.people.map(({ points, dismiss, ...line }) => (
          <PersonLine
            key={line.address}
            line={line}
            rowFields={part.rowFields}
            points={points}
            action={dismiss && <DismissStep handle={line.handle} label={dismiss} from="accueil" />}
          />
        ))}
      </Rows>
    </Card>
  )
}

function RowsBlock({ id, part }: { id: string; part: Part<'rows'> }) {
  return (
    <Card id={id} title={<Titled title={part.title} note={part.note} />} aside={<More more={part.more} />} flush>
      <Rows plain>
        {part.rows.map(({ to, title, note, count, post, event }) => (
          <Row
            key={to}
            to={to}
            title={title}
            note={note}
            end={count && <span className="count">{count}</span>}
            {...(post ? { 'data-post': post } : {})}
            {...(event ? { 'data-event': event } : {})}
          />
        ))}
      </Rows>
    </Card>
  )
}

function Headed({ id, part, children }: { id: string; part: Part<'figures' | 'news'>; children: ReactNode }) {
  return (
    <section aria-labelledby={`${id}-title`}>
      <div className="home-head">
        <h2 id={`${id}-title`} className="home-title">
          {part.title}
        </h2>
        <More more={part.more} />
      </div>
      {children}
    </section>
  )
}

function Figures({ id, part }: { id: string; part: Part<'figures'> }) {
  return (
    <Headed id={id} part={part}>
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-3">
        {part.figures.map((figure) => (
          <StatCard key={figure.label} {...figure} />
        ))}
      </div>
    </Headed>
  )
}

function News({ id, part }: { id: string; part: Part<'news'> }) {
  return (
    <Headed id={id} part={part}>
      <ul className="news-list">
        {part.news.map((one) => (
          <NewsCard key={one.id} one={one} level={3} />
        ))}
      </ul>
    </Headed>
  )
}

function TableBlock({ id, part }: { id: string; part: Part<'table'> }) {
  const head = part.heads.map(({ text, number }) => (
    <ColumnHead key={text} {...(number ? { number } : {})}>
      {text}
    </ColumnHead>
  ))
  return (
    <Table id={id} caption={part.title} head={head} firstSticky>
      {part.rows.map(({ id: row, to, cells: [name, ...cells] }) => (
        <tr key={row} data-row={row}>
          <RowHead>{to ? <Anchor to={to}>{name}</Anchor> : name}</RowHead>
          {cells.map((cell, i) => (
            <Cell key={part.heads[i + 1]!.text} {...(part.heads[i + 1]!.number ? { number: true } : {})}>
              {cell}
            </Cell>
          ))}
        </tr>
      ))}
    </Table>
  )
}
