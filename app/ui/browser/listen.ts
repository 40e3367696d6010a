/** One listener of the document for every element that is marked: what is put in place later is heard as well. */

/**
 * Hears an event of each element that a selector finds, or of what stands inside it.
 * @param use takes the marked element, and the event
 */
export function on<Name extends keyof DocumentEventMap>(
  name: Name,
  selector: string,
  use: (marked: HTMLElement, event: DocumentEventMap[Name]) => void,
): void {
  document.addEventListener(name, (event) => {
    const marked = event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null
    if (marked) use(marked, event)
  })
}
