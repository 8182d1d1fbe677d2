// Loaded into every process that runs test files. When the run is killed, its channel to us closes, and going on would
// leave a process behind that nobody waits for. SIGKILL, because the runner forbids process.exit in its processes.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
