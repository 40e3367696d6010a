/** Pages that look again by themselves while something is under way. */
import { on } from './listen.ts'
import { refresh } from './refresh.ts'

const MARK = '[data-look-again]'

/** Each wait is longer than the one before, up to the longest: a page left open asks seldom. */
const SLOWER = 1.3
const LONGEST = 20

/** Looks every so many seconds (`data-look-again`); over, the page is loaded anew, with what one may do next. */
export function lookAgain(): void {
  const mark = document.querySelector<HTMLElement>(MARK)
  if (!mark) return
  let wait = Number(mark.dataset.lookAgain)
  const look = async () => {
    const page = await refresh()
    if (page && !page.querySelector(MARK)) return window.location.reload()
    if ('slower' in mark.dataset) wait = Math.min(LONGEST, wait * SLOWER)
    setTimeout(look, wait * 1_000)
  }
  setTimeout(look, wait * 1_000)
}

/** A moment for the log to be written: the file arrives beside the page, which then shows the new line. */
const WRITTEN = 2_000

/** A form whose answer is a file: the page neither leaves nor hears of it, says so, and looks again. */
export function lookAfterFiles(): void {
  on('submit', 'form[data-file]', () => {
    document.querySelector<HTMLElement>('[data-when-sent]')?.removeAttribute('hidden')
    setTimeout(refresh, WRITTEN)
  })
}
