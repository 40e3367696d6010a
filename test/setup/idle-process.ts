/** A process that says that it is ready and goes on until it is ended: for tests of whoever watches processes. */
process.send?.('ready')
process.once('disconnect', () => process.exit(0))
setInterval(() => {}, 60_000)
