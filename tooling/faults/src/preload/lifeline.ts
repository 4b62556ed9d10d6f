/** Loaded into each recorder of a fault run: without the run, it has no reason to live. */
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
process.channel?.unref()
