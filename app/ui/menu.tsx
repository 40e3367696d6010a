import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

type MenuProps = {
  button: ReactNode
  small?: boolean
  /** Classes of its button; the header's unless told. */
  look?: string
  children: ReactNode
}

/**
 * A menu that opens under its button: `details`, so that it works without JavaScript; with it, Escape, a click
 * elsewhere, leaving by Tab and following a link close it (`browser/menus.ts`).
 */
export function Menu({ button, small, look = 'header-action', children }: MenuProps) {
  return (
    <details className={classNames('menu', small && 'menu-small')}>
      <summary className={look}>{button}</summary>
      <div className="menu-panel">{children}</div>
    </details>
  )
}
