// The storage emulator writes its tables to disk every five seconds, and once more when it is interrupted; being told to
// end by the usual signal it would forget the rest. Loaded before it (node --require), this makes both the same.
process.once('SIGTERM', () => {
  process.emit('SIGINT');
  // A client that never hangs up must not keep it alive; by then all is on disk.
  setTimeout(() => process.exit(0), 3000).unref();
});
