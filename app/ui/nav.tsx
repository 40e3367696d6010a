import { Anchor } from './anchor.tsx'
import { Disclosure } from './disclosure.tsx'
import { Icon, type IconShape } from './icon.tsx'

export type NavItem = {
  to: string
  text: string
  icon?: IconShape
  /** The page itself or one beneath it. */
  current?: boolean
  /** What waits there: « 3 ». */
  count?: string
}

export type NavGroup = { title?: string; items: readonly NavItem[] }

/** One line of a menu. */
export function MenuLink({ to, text, icon, current, count }: NavItem) {
  return (
    <Anchor className="menu-item" to={to} aria-current={current ? 'page' : undefined}>
      {icon && <Icon of={icon} />}
      {text}
      {count !== undefined && <span className="count">{count}</span>}
    </Anchor>
  )
}

/** The site's menu under its header; below 1024 px it lives in the header's « Menu ». */
export function MainNav({ label, items }: { label: string; items: readonly NavItem[] }) {
  return (
    <nav className="main-nav" aria-label={label}>
      <ul className="wrap">
        {items.map(({ to, text, current, count }) => (
          <li key={to}>
            <Anchor to={to} aria-current={current ? 'page' : undefined}>
              {text}
              {count !== undefined && <span className="count">{count}</span>}
            </Anchor>
          </li>
        ))}
      </ul>
    </nav>
  )
}

type SideNavProps = {
  label: string
  /** The words that open it on a phone: « Réglages : Confidentialité ». */
  summary: string
  groups: readonly NavGroup[]
}

/** The menu beside the work in settings and administration, in groups; folded below 1024 px. */
export function SideNav({ label, summary, groups }: SideNavProps) {
  return (
    <nav className="side-nav" aria-label={label}>
      <Disclosure summary={summary} framed untilWide>
        {groups.map(({ title, items }) => (
          <div key={title ?? items[0]?.to}>
            {title && <h2>{title}</h2>}
            <ul>
              {items.map((item) => (
                <li key={item.to}>
                  <MenuLink {...item} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </Disclosure>
    </nav>
  )
}
