/** Texts that would be scripts if a page took them for markup, made by rule, and what a browser says of them. */
import type { Page } from 'playwright-core'

/** Sets a flag that pages are asked for; carries no quote, so that it fits every attribute. */
const RUN = 'window.__ran=1'
/** Everything that comes out of such a text as markup bears this class. */
const CLASS = 'zqmade'

/** Ways out of where a text stands: between tags, in an attribute, in a script's data, in a title, in a comment. */
const WAYS_OUT = ['', '">', "'>", '</script>', '</title>', '</textarea>', '-->', '</style>']
/** What would run then. */
const SCRIPTS = [
  `<script class=${CLASS}>${RUN}</script>`,
  `<img class=${CLASS} src=x onerror=${RUN}>`,
  `<svg class=${CLASS} onload=${RUN}>`,
  `<a class=${CLASS} href=javascript:${RUN}>a</a>`,
  `<iframe class=${CLASS} srcdoc="<script>parent.${RUN.slice(7)}</script>"></iframe>`,
  `<details class=${CLASS} open ontoggle=${RUN}>a</details>`,
]
/** Without a tag: attributes of the element it stands in, an address, a template. */
const BARE = [
  `" class=${CLASS} autofocus onfocus=${RUN} x="`,
  `' class=${CLASS} autofocus onfocus=${RUN} x='`,
  `javascript:${RUN}`,
  `java\tscript:${RUN}`,
  `\${${RUN}}{{constructor.constructor('${RUN}')()}}`,
  `\u2028${RUN}//`,
]

/** Each way out with each script behind it, and the bare ones. */
export const HOSTILE: readonly string[] = [...WAYS_OUT.flatMap((way) => SCRIPTS.map((script) => way + script)), ...BARE]

/** @returns the next text at each call, with a word in front by which it is found on a page */
export function hostileTexts(): (word: string) => string {
  let at = 0
  return (word) => `zq${word} ${HOSTILE[at++ % HOSTILE.length]}`
}

/** @returns whatever came alive on the page: a script that ran, an element, a handler or an address out of a text */
export const aliveOn = (page: Page): Promise<string[]> =>
  page.evaluate((made) => {
    const found = (window as { __ran?: number }).__ran ? ['a script ran'] : []
    for (const element of document.querySelectorAll('*')) {
      if (element.classList.contains(made)) found.push(element.outerHTML.slice(0, 120))
      for (const { name, value } of element.attributes) {
        const address = [...value].filter((sign) => sign > ' ').join('')
        const runs =
          /^(javascript|vbscript|data:text\/html)/i.test(address) &&
          /^(xlink:)?(href|src|action|formaction|data)$/.test(name)
        if (/^on/i.test(name) || name === 'srcdoc' || runs)
          found.push(`${element.tagName} ${name}=${value.slice(0, 80)}`)
      }
    }
    return found
  }, CLASS)

/** @returns the words of hostile texts that the page shows whole, as text or in a field */
export const shownOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map(({ value }) => value)
    const text = [document.body.innerText, document.body.textContent, ...fields].join('\n')
    const whole = /zq([\w-]+) (?=["'</-]*(<|"|'|javascript:|java\s?script:|\$\{|\u2028))/gi
    return [...new Set([...text.matchAll(whole)].map(([, word]) => word!.toLowerCase()))]
  })
