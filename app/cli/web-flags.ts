/** Flags of Node for a web process, as `npm start` has them (run.mjs, which may import nothing): it lives on 70 MB, but V8 lets rubbish pile up. */
export const WEB_FLAGS = ['--max-semi-space-size=16', '--max-old-space-size=512']
