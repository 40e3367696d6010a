/** Loaded before a process of the site (`node --import`): does wrong on demand, as a library might, far from any request. */
const FAULTS: Record<string, () => void> = {
  exception: () => {
    throw new TypeError('secret-name is not a function')
  },
  rejection: () => void Promise.reject(new RangeError('secret-name')),
  connection: () => void Promise.reject(new Error('Connection terminated unexpectedly')),
}

process.on('message', (fault) => setTimeout(() => FAULTS[String(fault)]?.(), 0))
