/**
 * A page of the site as React elements: every tag, attribute and text that the site sent, made anew at each request as
 * components make them. What the bare server draws is then the very page that the site draws, so that neither side has
 * less to write out.
 */
import { createElement, type ReactNode } from 'react'

interface Element {
  tag: string
  attributes: Record<string, string | boolean>
  children: Piece[]
}
type Piece = Element | string

const VOID = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])
/** What stands in these is no markup. */
const RAW = new Set(['script', 'style'])
const TAG = /<!--[\s\S]*?-->|<!DOCTYPE[^>]*>|<(\/?)([a-zA-Z][\w-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*(\/?)>/g
const ATTRIBUTE = /([^\s=>/]+)(?:="([^"]*)")?/g

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" }
const plain = (text: string) => text.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => ENTITIES[name]!)

function attributesOf(text: string): Element['attributes'] {
  const found = [...text.matchAll(ATTRIBUTE)].map(([, name, value]) => [name!, value === undefined || plain(value)])
  return Object.fromEntries(found)
}

/**
 * Reads a page as React writes it; not any HTML there is.
 * @returns the `html` element
 */
export function readPage(html: string): Element {
  const root: Element = { tag: 'root', attributes: {}, children: [] }
  const open = [root]
  let at = 0
  TAG.lastIndex = 0
  for (let match = TAG.exec(html); match; match = TAG.exec(html)) {
    const [whole, closing, tag, attributes] = match
    if (match.index > at) open.at(-1)!.children.push(plain(html.slice(at, match.index)))
    at = match.index + whole.length
    if (tag === undefined) continue
    if (closing) {
      open.pop()
      continue
    }
    const element: Element = { tag, attributes: attributesOf(attributes ?? ''), children: [] }
    open.at(-1)!.children.push(element)
    if (RAW.has(tag)) {
      const end = html.indexOf(`</${tag}>`, at)
      element.children.push(html.slice(at, end))
      at = TAG.lastIndex = end + tag.length + 3
    } else if (!VOID.has(tag)) open.push(element)
  }
  return root.children.find((one): one is Element => typeof one === 'object' && one.tag === 'html')!
}

/** @returns fresh React elements of a page that was read. */
export function draw(piece: Piece): ReactNode {
  if (typeof piece === 'string') return piece
  const { tag, attributes, children } = piece
  if (!RAW.has(tag)) return createElement(tag, attributes, ...children.map(draw))
  return createElement(tag, { ...attributes, dangerouslySetInnerHTML: { __html: String(children[0] ?? '') } })
}
