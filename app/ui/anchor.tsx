import { type AnchorHTMLAttributes, useContext } from 'react'
import { admin } from '#app/addresses.ts'
import { Reachable } from './reachable.ts'

export type AnchorProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & {
  /** An address as in `href`: `/annuaire`, `?page=2`, `#contact`, `https://…`. */
  to: string
  /** One stays where one is in the page: tabs, sorted columns. */
  keepScroll?: boolean
}

/**
 * A link. A router's `Link` costs 10 µs each on the server, a plain anchor 2: a page of twenty people has fifty.
 * Where the reader may not open a page of the administration, its words stand without a link; other addresses ask
 * nobody.
 */
export function Anchor(props: AnchorProps) {
  return isGuarded(props.to) ? <GuardedAnchor {...props} /> : anchor(props)
}

/** Addresses that a page's {@link Reachable} is asked about. */
export const isGuarded = (to: string): boolean => to.startsWith(admin)

function GuardedAnchor(props: AnchorProps) {
  return useContext(Reachable)(props.to) ? anchor(props) : <span>{props.children}</span>
}

function anchor({ to, keepScroll, children, ...rest }: AnchorProps) {
  return (
    <a href={to} data-keep-scroll={keepScroll ? '' : undefined} {...rest}>
      {children}
    </a>
  )
}
