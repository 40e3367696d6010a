import { type ReactNode, useEffect, useRef } from 'react'
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
 * elsewhere, leaving by Tab and following a link close it.
 */
export function Menu({ button, small, look = 'header-action', children }: MenuProps) {
  const box = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const details = box.current
    if (!details) return
    const close = () => details.removeAttribute('open')
    const onPress = (event: Event) => details.contains(event.target as Node) || close()
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !details.open) return
      close()
      details.querySelector('summary')?.focus()
    }
    const onLeave = (event: FocusEvent) => {
      if (event.relatedTarget && !details.contains(event.relatedTarget as Node)) close()
    }
    const onFollow = (event: Event) => (event.target as Element).closest('a') && close()
    document.addEventListener('pointerdown', onPress)
    document.addEventListener('keydown', onKey)
    details.addEventListener('focusout', onLeave)
    details.addEventListener('click', onFollow)
    return () => {
      document.removeEventListener('pointerdown', onPress)
      document.removeEventListener('keydown', onKey)
      details.removeEventListener('focusout', onLeave)
      details.removeEventListener('click', onFollow)
    }
  }, [])
  return (
    <details ref={box} className={classNames('menu', small && 'menu-small')}>
      <summary className={look}>{button}</summary>
      <div className="menu-panel">{children}</div>
    </details>
  )
}
