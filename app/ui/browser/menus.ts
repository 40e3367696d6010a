/** Menus (`ui/menu.tsx`) close on Escape, on a press elsewhere, on leaving by Tab and on following a link. */
import { on } from './listen.ts'

const openMenus = () => document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')

const close = (menu: Element) => menu.removeAttribute('open')

export function closeMenus(): void {
  document.addEventListener('pointerdown', ({ target }) => {
    for (const menu of openMenus()) if (!menu.contains(target as Node)) close(menu)
  })
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return
    for (const menu of openMenus()) {
      close(menu)
      menu.querySelector('summary')?.focus()
    }
  })
  on('focusout', 'details.menu', (menu, { relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget as Node)) close(menu)
  })
  on('click', 'details.menu a', (link) => close(link.closest('details.menu')!))
}
