/** What the server hands to every loader and to the page, made once per request. */

declare module '@remix-run/node' {
  interface AppLoadContext {
    /** In the log and in the answer's `X-Request-Id`. */
    requestId: string
    /** A file that an action answers with in place of its page: an address may have both. */
    file?: Response
    /** Whether the body is longer than its path may take: known from the start, or only once it has been read. */
    isTooLarge?: () => boolean
  }
}

export {}
