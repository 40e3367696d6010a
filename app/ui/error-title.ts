import { useEffect } from 'react'

/**
 * Writes « Erreur : » before the page's title while a form stands there with errors; the server does the same for
 * browsers without scripts.
 * @param word puts the prefix before a title, in the page's language
 */
export function useErrorTitle(failed: boolean, word: (title: string) => string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: words are made anew with every drawing, and say the same
  useEffect(() => {
    if (!failed) return
    const before = document.title
    document.title = word(before)
    return () => {
      document.title = before
    }
  }, [failed])
}
