/** One stays where one is in the page: tabs, sorted columns, the choice of language. */
import { on } from './listen.ts'

const KEY = 'scroll'

/** The place is remembered for the page that comes next, and only if it is the same page. */
const remember = () => {
  sessionStorage.setItem(KEY, JSON.stringify([window.location.pathname, window.scrollY]))
}

export function keepScroll(): void {
  on('click', 'a[data-keep-scroll]', remember)
  on('submit', 'form[data-keep-scroll]', remember)
  const [path, y] = JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as [string?, number?]
  sessionStorage.removeItem(KEY)
  if (path === window.location.pathname && y) window.scrollTo({ top: y, behavior: 'instant' })
}
