import { Anchor } from './anchor.tsx'

/** The way back up, the page itself left out or last without an address. */
export function Breadcrumbs({ label, items }: { label: string; items: readonly { to?: string; text: string }[] }) {
  return (
    <nav className="breadcrumbs" aria-label={label}>
      <ol>
        {items.map(({ to, text }) => (
          <li key={text}>{to ? <Anchor to={to}>{text}</Anchor> : <span aria-current="page">{text}</span>}</li>
        ))}
      </ol>
    </nav>
  )
}
