import X from 'lucide-react/icons/x'
import { Anchor } from './anchor.tsx'
import { Icon } from './icon.tsx'

type FilterChip = {
  /** The same list without this filter. */
  to: string
  text: string
  /** Read out: « Retirer le filtre Lyon ». */
  remove: string
}

/** The filters in force, each a link that takes it away. */
export function FilterChips({
  label,
  chips,
  clear,
}: {
  label: string
  chips: readonly FilterChip[]
  clear?: { to: string; text: string }
}) {
  if (chips.length === 0) return null
  return (
    <ul className="chips" aria-label={label}>
      {chips.map(({ to, text, remove }) => (
        <li key={to}>
          <Anchor className="chip" to={to} aria-label={remove}>
            {text}
            <Icon of={X} size={16} />
          </Anchor>
        </li>
      ))}
      {clear && (
        <li>
          <Anchor className="btn btn-quiet btn-small" to={clear.to}>
            {clear.text}
          </Anchor>
        </li>
      )}
    </ul>
  )
}
