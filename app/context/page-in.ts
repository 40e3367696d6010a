/** Pages that a list has at most: nobody reads further, and a machine that tries costs nothing. */
export const MOST_PAGES = 50

/** @returns the page that an address asks for (`?page=`), from 1 to so many; the first where it cannot be read */
export function pageIn(url: URL, most = MOST_PAGES): number {
  return Math.min(Math.max(Math.trunc(Number(url.searchParams.get('page') ?? 1)) || 1, 1), most)
}
