/** Whether « / » leads to the search in this browser. Read in the browser alone. */
const KEY = 'admin-slash'

/** @returns true where this browser's user turned the key off; storage that is shut counts as on */
export function slashIsOff(): boolean {
  try {
    return localStorage.getItem(KEY) === 'off'
  } catch {
    return false
  }
}

/** Remembers the choice in this browser; storage that is shut keeps nothing, and the key stays on. */
export function turnSlash(off: boolean): void {
  try {
    localStorage.setItem(KEY, off ? 'off' : 'on')
  } catch {
    return
  }
}
