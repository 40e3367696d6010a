import { Link, type LinkProps } from '@remix-run/react'

export type AnchorProps = Omit<LinkProps, 'discover'> & {
  /** The link leads to a file, another host or a page that must be loaded whole. */
  whole?: boolean
}

/**
 * A link within the site. Routes are found when it is followed: on a page of twenty people the default would ask the
 * server for all of them. Addresses of other hosts and files (`whole`) get a plain anchor.
 */
export function Anchor({ whole, to, ...rest }: AnchorProps) {
  const plain = whole || (typeof to === 'string' && /^([a-z]+:|\/\/|#)/i.test(to))
  if (plain && typeof to === 'string') {
    const { replace, state, preventScrollReset, relative, reloadDocument, viewTransition, prefetch, ...html } = rest
    return <a href={to} {...html} />
  }
  return <Link discover="none" to={to} {...rest} />
}
