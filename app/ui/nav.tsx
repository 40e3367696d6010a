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
  /** The same read out: « 3 non lus ». */
  countLabel?: string
}

export type NavGroup = { title?: string; items: readonly NavItem[] }

/** What waits behind a link; read out with what it counts. */
export function Count({ count, countLabel }: Pick<NavItem, 'count' | 'countLabel'>) {
  if (count === undefined) return null
  return (
    <>
      {' '}
      <span className="count" aria-hidden={countLabel ? true : undefined}>
        {count}
      </span>
      {countLabel && <span className="sr-only">{countLabel}</span>}
    </>
  )
}

/** One line of a menu. */
export function MenuLink({ to, text, icon, current, count, countLabel }: NavItem) {
  return (
    <Anchor className="menu-item" to={to} aria-current={current ? 'page' : undefined}>
      {icon && <Icon of={icon} />}
      {text}
      <Count count={count} countLabel={countLabel} />
    </Anchor>
  )
}

type MainNavProps = {
  label: string
  items: readonly NavItem[]
  /** At the far end of the line. */
  apart?: NavItem | undefined
}

/** The site's menu under its header; below 1024 px it lives in the header's « Menu », or in the bar at the bottom. */
export function MainNav({ label, items, apart }: MainNavProps) {
  return (
    <nav className="main-nav" aria-label={label}>
      <ul className="wrap">
        {[...items, ...(apart ? [apart] : [])].map((item) => (
          <li key={item.to} className={item === apart ? 'nav-apart' : undefined}>
            <Anchor to={item.to} aria-current={item.current ? 'page' : undefined}>
              {item.text}
              <Count count={item.count} countLabel={item.countLabel} />
            </Anchor>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The bar at the bottom of a phone's screen: plain links, each with its icon over its word. */
export function BottomBar({ label, items }: { label: string; items: readonly NavItem[] }) {
  return (
    <nav className="bottom-bar no-print" aria-label={label}>
      <ul>
        {items.map(({ to, text, icon, current, count, countLabel }) => (
          <li key={to}>
            <Anchor to={to} data-live aria-current={current ? 'page' : undefined}>
              <span className="bottom-icon">
                {icon && <Icon of={icon} size={24} />}
                <Count count={count} countLabel={countLabel} />
              </span>
              {text}
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
