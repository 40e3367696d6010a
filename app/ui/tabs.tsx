import { Anchor } from './anchor.tsx'
import { classNames } from './class-names.ts'
import { Disclosure } from './disclosure.tsx'
import { Icon, type IconShape } from './icon.tsx'
import { MenuLink } from './nav.tsx'

type Tab = { to: string; text: string; current?: boolean; count?: string; icon?: IconShape }

type TabsProps = {
  label: string
  tabs: readonly Tab[]
  /** Where they are too many for one row of a phone: the words that open them there, « Paiements : Listes ». */
  summary?: string
}

/** Pages of one subject side by side: links, each with its own address. */
export function Tabs({ label, tabs, summary }: TabsProps) {
  return (
    <nav className={classNames('tabs', summary && 'tabs-folding')} aria-label={label}>
      {summary && (
        <Disclosure summary={summary} framed>
          <ul>
            {tabs.map((tab) => (
              <li key={tab.to}>
                <MenuLink {...tab} />
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      <ul>
        {tabs.map(({ to, text, current, count, icon }) => (
          <li key={to}>
            <Anchor to={to} aria-current={current ? 'page' : undefined}>
              {icon && <Icon of={icon} />}
              {text}
              {count !== undefined && <span className="count">{count}</span>}
            </Anchor>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Two or three ways to look at the same thing (Liste, Carte), as links in one frame. */
export function ViewSwitch({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="switch-options">
      {tabs.map(({ to, text, current, icon }) => (
        <Anchor key={to} className="switch-option" to={to} aria-current={current ? 'page' : undefined}>
          {icon && <Icon of={icon} />}
          {text}
        </Anchor>
      ))}
    </nav>
  )
}
