/**
 * Flags of Node for a web process, as `npm start` has them (run.mjs, which may import nothing): it lives on 70 MB, but
 * V8 lets rubbish pile up. What sixteen pages at once are made of fits into the young generation, or a fifth of the
 * processor time goes into clearing it.
 */
export const WEB_FLAGS = ['--min-semi-space-size=6', '--max-semi-space-size=16', '--max-old-space-size=512']
