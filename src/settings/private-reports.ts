// Whoever reads settings loads this first: a report that Node may be told to write of a crash would hold them, and with them secrets.
process.report.excludeEnv = true;

export {};
