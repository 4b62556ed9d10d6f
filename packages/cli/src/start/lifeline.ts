/**
 * Loaded into each process that `start` starts. When the starter is gone without having said so (killed, crashed), the
 * channel to it breaks: then this process ends in good order too, instead of holding its port against the next start.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
// Listening alone must not keep a process alive that has finished.
process.channel?.unref()
