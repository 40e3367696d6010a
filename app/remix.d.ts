/** Loaders' types follow single fetch, which remix.config.js switches on. */
declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true
  }
}

export {}
