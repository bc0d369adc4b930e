// Loaded before a measured program: tells the time to any message of its parent, with what the process has used so far.
import process from 'node:process';

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMicros: user + system, rssBytes: process.memoryUsage.rss() });
});
process.channel?.unref();
