/** @returns the page that an address asks for (`?page=`), from 1 to so many; the first where it cannot be read */
export function pageIn(url: URL, most = 50): number {
  return Math.min(Math.max(Math.trunc(Number(url.searchParams.get('page') ?? 1)) || 1, 1), most)
}
