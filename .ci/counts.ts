import { readFileSync } from 'node:fs';

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
}

/** Adds up Jest's reports into the one line that tells how many tests ran. */
const reports = process.argv
  .slice(2)
  .map((file) => JSON.parse(readFileSync(file, 'utf8')) as Report);
const sum = (key: keyof Report) => reports.reduce((total, report) => total + report[key], 0);
const skipped = sum('numPendingTests');

console.log(`${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed, ${skipped} skipped`);
if (skipped > 0) {
  console.error('in CI a skipped test is a failure');
  process.exitCode = 1;
}
