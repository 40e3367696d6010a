import MenuIcon from 'lucide-react/icons/menu'
import type { ReactNode } from 'react'
import { Anchor } from './anchor.tsx'
import { Avatar } from './avatar.tsx'
import { Form } from './form.tsx'
import { Icon, type IconShape } from './icon.tsx'
import { Menu } from './menu.tsx'
import { BottomBar, Count, MainNav, MenuLink, type NavItem } from './nav.tsx'
import { SwitchForm, type SwitchFormProps } from './switch-form.tsx'
import { Tabs } from './tabs.tsx'

export type Account = {
  name: string
  photo?: string | null
  /** « Mon compte », read out before the name. */
  label: string
  items: readonly NavItem[]
  /** Language, light or dark. */
  switches?: readonly SwitchFormProps[]
  signOut: { action: string; text: string }
}

export type PageShellProps = {
  association: { name: string; logo?: string | null; homeTo: string }
  texts: { skip: string; menu: string; navigation: string; footer: string; banner?: string }
  nav: readonly NavItem[]
  /** Pages of the word one is at, as tabs above the page. */
  siblings?: { label: string; tabs: readonly NavItem[] } | undefined
  /** What stands at the far end of the menu: the administration. */
  apart?: NavItem | undefined
  /** Beside the account: search, letters. */
  tools?: readonly NavItem[]
  /** At the bottom of a phone's screen, in the place of the menu: five links. */
  bar?: readonly NavItem[]
  /** Whoever is signed in; else a link to sign in. */
  account?: Account | null
  signIn?: { to: string; text: string; icon?: IconShape } | null
  /** Privacy first: it is linked from the bottom of every page. */
  footerLinks: readonly { to: string; text: string }[]
  /** Language, light or dark, to whoever has no account menu. */
  switches?: readonly SwitchFormProps[]
  /** A notice above the page, a landmark named `texts.banner`: « Vous voyez la fiche comme un recruteur ». */
  banner?: ReactNode
  children: ReactNode
}

/** Everything around a page. The page itself is `children`, inside `main`. */
export function PageShell(props: PageShellProps) {
  const { texts, nav, siblings, apart, bar = [], footerLinks, switches = [], banner, children } = props
  return (
    <div className="shell">
      <a className="skip-link" href="#contenu">
        {texts.skip}
      </a>
      <SiteHeader {...props} />
      {(nav.length > 0 || apart) && <MainNav label={texts.navigation} items={nav} apart={apart} />}
      {siblings && (
        <div className="sibling-pages wrap">
          <Tabs {...siblings} />
        </div>
      )}
      {banner && (
        <aside className="wrap pt-4" aria-label={texts.banner}>
          {banner}
        </aside>
      )}
      <main id="contenu" tabIndex={-1} className="wrap">
        {children}
      </main>
      <footer className="site-footer">
        <div className="wrap">
          <nav className="footer-links" aria-label={texts.footer}>
            {footerLinks.map(({ to, text }) => (
              <Anchor key={to} to={to}>
                {text}
              </Anchor>
            ))}
          </nav>
          {switches.length > 0 && (
            <div className="flex flex-wrap gap-4">
              {switches.map((entry) => (
                <SwitchForm key={entry.name} {...entry} />
              ))}
            </div>
          )}
        </div>
      </footer>
      {bar.length > 0 && <BottomBar label={texts.menu} items={bar} />}
    </div>
  )
}

function SiteHeader({ association, texts, nav, tools = [], bar = [], account, signIn }: PageShellProps) {
  return (
    <header className="site-header">
      <div className="wrap">
        <Anchor className="identity" to={association.homeTo}>
          {association.logo && <img className="logo" src={association.logo} alt="" height={44} />}
          {association.name}
        </Anchor>
        {tools.map(({ to, text, icon, current, count, countLabel }) => (
          <Anchor
            key={to}
            className="header-action header-tool"
            to={to}
            data-live
            aria-current={current ? 'page' : undefined}
          >
            {icon && <Icon of={icon} />}
            {text}
            <Count count={count} countLabel={countLabel} />
          </Anchor>
        ))}
        {nav.length > 0 && bar.length === 0 && (
          <Menu
            small
            button={
              <>
                <Icon of={MenuIcon} />
                {texts.menu}
              </>
            }
          >
            <nav aria-label={texts.menu}>
              {nav.map((item) => (
                <MenuLink key={item.to} {...item} />
              ))}
            </nav>
          </Menu>
        )}
        {account ? (
          <AccountMenu {...account} />
        ) : (
          signIn && (
            <Anchor className="header-action" to={signIn.to}>
              {signIn.icon && <Icon of={signIn.icon} />}
              {signIn.text}
            </Anchor>
          )
        )}
      </div>
    </header>
  )
}

function AccountMenu({ name, photo, label, items, switches = [], signOut }: Account) {
  return (
    <Menu
      button={
        <>
          <Avatar name={name} photo={photo} size="small" />
          <span className="sr-only">{label}</span>
          <span className="account-name">{name}</span>
        </>
      }
    >
      <nav aria-label={label}>
        {items.map((item) => (
          <MenuLink key={item.to} {...item} />
        ))}
      </nav>
      {switches.length > 0 && (
        <div className="menu-switches">
          {switches.map((entry) => (
            <SwitchForm key={entry.name} {...entry} />
          ))}
        </div>
      )}
      <hr />
      <Form method="post" action={signOut.action} data-forget="">
        <button type="submit" className="menu-item">
          {signOut.text}
        </button>
      </Form>
    </Menu>
  )
}
