/** Loaded into API and worker before their own code: when the bench dies without a word they stop too. */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
